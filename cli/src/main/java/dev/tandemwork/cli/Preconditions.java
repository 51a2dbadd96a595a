package dev.tandemwork.cli;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.local.git.GitException;
import dev.tandemwork.sysbox.HostCheck;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Plan;
import dev.tandemwork.task.Task;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks, before anything starts, whether this machine has what a plan needs. */
final class Preconditions {
    private final List<String> problems = new ArrayList<>();

    private Preconditions() {}

    /**
     * Checks all of it.
     *
     * @throws CommandException with every problem, and its remedy
     */
    static void require(Plan plan, RuntimeChoice runtime) {
        Preconditions found = new Preconditions();
        found.check(plan);
        if (runtime.isSysbox()) {
            found.host(runtime);
        } else {
            found.programs(plan);
        }
        found.refuse();
    }

    /** Checks that the engine has what workers need, if they are to be in containers. */
    static void requireHost(RuntimeChoice runtime) {
        Preconditions found = new Preconditions();
        if (runtime.isSysbox()) {
            found.host(runtime);
        }
        found.refuse();
    }

    private void refuse() {
        if (!problems.isEmpty()) {
            throw CommandException.environment(problems);
        }
    }

    /** Checks that git is there, which makes the demonstration's repository. */
    static void requireGit() {
        Git.missing().ifPresent(problem -> {
            throw CommandException.environment(List.of(problem));
        });
    }

    private void check(Plan plan) {
        Optional<String> git = Git.missing();
        git.ifPresent(problems::add);
        if (git.isEmpty()) {
            plan.tasks().stream().map(Task::repository).distinct().forEach(repository -> repository(repository, plan));
        }
    }

    /** Agents in containers come with the image. */
    private void host(RuntimeChoice runtime) {
        Logging.hold();
        Sandboxing.of(System.getenv()).builder(runtime).preflight().look().stream()
                .filter(HostCheck::hasFailed)
                .map(HostCheck::message)
                .forEach(problems::add);
    }

    private void programs(Plan plan) {
        plan.tasks().stream()
                .map(Task::agent)
                .map(Preconditions::program)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(this::program);
    }

    private void repository(String repository, Plan plan) {
        Optional<Path> folder = folder(repository);
        if (folder.isEmpty()) {
            problems.add("repository [" + repository + "] is not on this machine; expected the path of one; make one "
                    + "with: git clone --bare " + repository + " repository.git");
        } else if (!Files.isDirectory(folder.get())) {
            problems.add("repository [" + repository + "] does not exist; expected the path of a git repository; "
                    + "correct the field [repository], which is read from the plan's folder");
        } else if (!isRepository(folder.get())) {
            problems.add("repository [" + repository + "] is no git repository; expected one; make one with: "
                    + "git clone --bare SOURCE " + repository);
        } else {
            plan.tasks().stream()
                    .filter(task -> task.repository().equals(repository))
                    .map(Task::baseBranch)
                    .distinct()
                    .forEach(base -> base(folder.get(), base));
        }
    }

    private static Optional<Path> folder(String repository) {
        try {
            return repository.contains("://") || repository.matches("[^/]+@[^/]+:.*")
                    ? Optional.empty()
                    : Optional.of(Path.of(repository));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A folder inside of another repository is none itself. */
    private boolean isRepository(Path folder) {
        return Stream.of(folder, folder.resolve(".git"))
                .anyMatch(git -> Files.isRegularFile(git.resolve("HEAD")) && Files.isDirectory(git.resolve("objects")));
    }

    private void base(Path folder, String base) {
        String ref = "refs/heads/" + base;
        try {
            Git git = Git.in(folder);
            if (git.run("show-ref", "--verify", "--quiet", "--", ref).exitCode() != 0) {
                problems.add("branch [" + base + "] is not in [" + folder + "]; expected " + branches(git)
                        + "; correct the field [base], or make the branch");
            } else if (isCheckedOut(git, ref)) {
                problems.add(
                        "branch [" + base + "] is checked out in [" + folder + "], and landing would leave its files"
                                + " behind; expected a bare repository or another branch there; run: git -C " + folder
                                + " switch --detach");
            }
        } catch (GitException e) {
            problems.add("repository [" + folder + "] can't be read: " + e.getMessage());
        }
    }

    private static String branches(Git git) {
        String names = git.require("for-each-ref", "--count=10", "--format=%(refname:short)", "refs/heads")
                .replace("\n", ", ");
        return names.isEmpty() ? "a branch, but it has none" : "one of " + names;
    }

    /** An entry of a bare repository has no branch line that counts: nothing is checked out there. */
    private static boolean isCheckedOut(Git git, String ref) {
        return Stream.of(git.require("worktree", "list", "--porcelain").split("\n\n"))
                .filter(entry -> entry.lines().noneMatch("bare"::equals))
                .anyMatch(entry -> entry.lines().anyMatch(("branch " + ref)::equals));
    }

    /** A relative program is found in the clone, which is not there yet. */
    private static Optional<String> program(AgentSpec agent) {
        String program =
                agent.name().equals(AgentSpec.COMMAND) ? agent.command().get(0) : agent.name();
        return program.contains("/") && !program.startsWith("/") ? Optional.empty() : Optional.of(program);
    }

    private void program(String program) {
        boolean isFound = program.startsWith("/")
                ? Files.isExecutable(Path.of(program))
                : Programs.find(program).isPresent();
        if (!isFound) {
            problems.add("agent's program [" + program + "] is not found"
                    + (program.startsWith("/") ? "" : " on the PATH")
                    + "; expected a program that can be run; install it, or name another agent in the plan");
        }
    }
}
