package dev.tandemwork.local.forge;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.local.git.GitResult;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.ScmClient.Landed;
import dev.tandemwork.scm.ScmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Diffs that no configuration, attribute or external program can change. */
final class Diffs {
    private static final List<String> OPTIONS = List.of(
            "-r",
            "-p",
            "-M",
            "-U3",
            "--binary",
            "--full-index",
            "--root",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--diff-algorithm=myers",
            "--submodule=short",
            "--ignore-submodules=none",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "-O/dev/null");

    private final Git git;

    Diffs(Git git) {
        this.git = git;
    }

    /** Returns the diff from the merge base of two commits to the second. */
    DiffResult.Complete fromMergeBase(CommitId base, CommitId head) {
        GitResult ancestor = git.run("merge-base", base.hex(), head.hex());
        if (!ancestor.succeeded()) {
            throw ScmException.of(
                    ScmException.Kind.INVALID,
                    "commit [" + head + "] has no common history with [" + base
                            + "]; expected a branch that started from its base branch "
                            + ancestor.stderr().strip(),
                    null);
        }
        return parse(require(git, List.of("--raw", "-z", ancestor.stdout().strip(), head.hex())));
    }

    private static String require(Git git, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of("diff-tree"));
        arguments.addAll(OPTIONS);
        arguments.addAll(more);
        GitResult result = git.run(arguments.toArray(String[]::new));
        if (!result.succeeded()) {
            throw ForgeErrors.failed("the diff can't be made", result);
        }
        return result.stdout();
    }

    /** Reads {@code :old new sha sha STATUS NUL path NUL [path NUL]} for each file, then an empty field, then the patch. */
    private static DiffResult.Complete parse(String output) {
        Set<String> paths = new LinkedHashSet<>();
        int at = 0;
        while (output.startsWith(":", at)) {
            int names = isPair(output, at) ? 2 : 1;
            at = output.indexOf('\0', at) + 1;
            for (int name = 0; name < names; name++) {
                int end = output.indexOf('\0', at);
                paths.add(output.substring(at, end));
                at = end + 1;
            }
        }
        return new DiffResult.Complete(output.substring(Math.min(at + 1, output.length())), List.copyOf(paths));
    }

    private static boolean isPair(String output, int at) {
        String[] fields = output.substring(at, output.indexOf('\0', at)).split(" ");
        return fields[4].startsWith("R") || fields[4].startsWith("C");
    }

    /** Returns the first-parent commits of {@code tip} that {@code since} does not have, newest first. */
    List<Landed> between(CommitId since, CommitId tip) {
        String commits = git.require("rev-list", "--first-parent", tip.hex(), "^" + since);
        if (commits.isEmpty()) {
            return List.of();
        }
        String mark = UUID.randomUUID().toString();
        String output = require(
                git.withInput(commits + "\n"),
                List.of("--stdin", "--always", "--diff-merges=first-parent", "--format=" + mark + " %H %s"));
        return Stream.of(output.split("(?m)^" + mark + " "))
                .skip(1)
                .map(Diffs::landed)
                .toList();
    }

    private static Landed landed(String text) {
        int space = text.indexOf(' ');
        int line = text.indexOf('\n');
        CommitId commit = new CommitId(text.substring(0, space));
        return new Landed(
                commit,
                text.substring(space + 1, line),
                text.substring(line + 1).stripLeading());
    }
}
