package dev.tandemwork.testkit.github;

import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.testkit.github.access.BranchRules;
import dev.tandemwork.testkit.github.internal.hook.Hooks;
import dev.tandemwork.testkit.github.internal.state.Check;
import dev.tandemwork.testkit.github.internal.state.Hub;
import dev.tandemwork.testkit.github.internal.state.Reporting;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.state.Status;
import dev.tandemwork.testkit.scm.HostedRepository;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** A repository of a {@link FakeGitHub}, as its owner sees it. Safe for use by many threads. */
public final class GitHubRepository implements HostedRepository {
    private static final String SOMEBODY = "somebody";
    private static final String CI = "ci[bot]";

    private final Hub hub;
    private final Repository repository;
    private final URI web;
    private final Hooks hooks;

    GitHubRepository(Hub hub, Repository repository, URI web, Hooks hooks) {
        this.hub = hub;
        this.repository = repository;
        this.web = web;
        this.hooks = hooks;
    }

    /** Returns {@code owner/name}. */
    public String name() {
        synchronized (hub) {
            return repository.fullName();
        }
    }

    /** Returns the same as {@link #name()}. */
    @Override
    public String location() {
        return name();
    }

    /** Returns where git clones it from and pushes it to, with a token as the password. */
    public String cloneUrl() {
        return web + "/" + name() + ".git";
    }

    @Override
    public CommitId push(String branch, String start, Map<String, String> files) {
        synchronized (hub) {
            CommitId pushed = repository.content().push(branch, start, files);
            repository.pulls().follow(SOMEBODY);
            return pushed;
        }
    }

    @Override
    public Optional<CommitId> head(String branch) {
        return repository.content().head(branch);
    }

    @Override
    public List<Commit> history(String branch) {
        return repository.content().history(branch);
    }

    @Override
    public Map<String, String> files(String branch) {
        return repository.content().files(branch);
    }

    /** Runs a git command in it that must succeed, and returns its output; what it pushes is noticed. */
    public String git(String... arguments) {
        synchronized (hub) {
            String output = repository.content().git(arguments);
            repository.pulls().follow(SOMEBODY);
            return output;
        }
    }

    /** Returns its pull requests, oldest first. */
    public List<PullRequestView> pullRequests() {
        synchronized (hub) {
            return repository.pulls().all().stream().map(Views::of).toList();
        }
    }

    /** Returns one pull request. */
    public PullRequestView pullRequest(int number) {
        synchronized (hub) {
            return repository
                    .pulls()
                    .find(number)
                    .map(Views::of)
                    .orElseThrow(() -> new NoSuchElementException(
                            "pull request [" + number + "] is not in [" + repository.fullName() + "]"));
        }
    }

    /** Reports a check run of {@code head}, as an app that builds would. */
    public void check(CommitId head, String name, CheckRun.State state) {
        synchronized (hub) {
            boolean done = state != CheckRun.State.PENDING;
            Check.Result result = new Check.Result(
                    done ? "completed" : "in_progress",
                    done ? Optional.of(state == CheckRun.State.PASSED ? "success" : "failure") : Optional.empty(),
                    done ? Optional.of(hub.now()) : Optional.empty(),
                    Optional.of(name),
                    Optional.of(""),
                    Optional.empty());
            new Reporting(repository).run(head.toString(), name, CI, result, "");
        }
    }

    /** Reports a status of {@code head}. */
    public void status(CommitId head, String context, CheckRun.State state) {
        String word = switch (state) {
            case PENDING -> "pending";
            case PASSED -> "success";
            case FAILED -> "failure";
        };
        synchronized (hub) {
            Status said = new Status(
                    0, head.toString(), context, word, Optional.empty(), Optional.empty(), SOMEBODY, hub.now());
            new Reporting(repository).status(head.toString(), said);
        }
    }

    /** Protects a branch in the older way. */
    public void protect(String branch, BranchRules rules) {
        synchronized (hub) {
            repository.rules().protect(branch, rules);
        }
    }

    /** Protects a branch by a ruleset, in addition to what it asks for already. */
    public void rule(String branch, BranchRules rules) {
        synchronized (hub) {
            repository.rules().add("rules of " + branch, branch, rules);
        }
    }

    /** Hides it from everybody but its owner, installed apps and those whom it permits. */
    public void makePrivate() {
        synchronized (hub) {
            repository.settings().hide();
        }
    }

    /** Lets {@code login} {@code read}, {@code write} or {@code admin}; everybody else may write to what is not private. */
    public void permit(String login, String level) {
        synchronized (hub) {
            repository.settings().permit(login, level);
        }
    }

    /** Lets it be read only from now on. */
    public void archive() {
        synchronized (hub) {
            repository.settings().archive();
        }
    }

    /** Gives it another name; the old one leads there. */
    public void rename(String name) {
        synchronized (hub) {
            hub.rename(repository, name);
        }
    }

    /** Has {@code target} told of events such as {@code pull_request}: of all of them if none is named. */
    public void webhook(URI target, String secret, String... events) {
        hooks.add(repository.id(), target, secret, Set.of(events));
    }

    /** Allows pull requests to be merged as soon as they can be. */
    public void allowAutoMerge() {
        synchronized (hub) {
            repository.settings().allowAutoMerge();
        }
    }

    /** Deletes branches when they are merged, from now on. */
    public void deleteMergedBranches() {
        synchronized (hub) {
            repository.settings().deleteMerged();
        }
    }
}
