package dev.tandemwork.github.diff;

import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Diffs made by git in a clone, which no configuration of the clone can change. */
final class CloneDiffs {
    private static final int LARGEST = 256 << 20;
    private static final List<String> OPTIONS = List.of(
            "diff-tree",
            "-r",
            "-p",
            "-M",
            "-U3",
            "--binary",
            "--full-index",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "-O/dev/null");

    private final Path folder;

    CloneDiffs(Path folder) {
        this.folder = folder;
    }

    /** A clone that lacks a commit, or is none, has no diff. */
    Optional<DiffResult> diff(CommitId base, CommitId head) {
        return git(List.of("merge-base", base.hex(), head.hex()))
                .map(String::strip)
                .flatMap(ancestor -> git(arguments(ancestor, head)))
                .map(patch -> new DiffResult.Complete(patch, Patch.of(patch).paths()));
    }

    private static List<String> arguments(String ancestor, CommitId head) {
        List<String> arguments = new ArrayList<>(OPTIONS);
        arguments.add(ancestor);
        arguments.add(head.hex());
        return arguments;
    }

    private Optional<String> git(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        try {
            return output(builder.start());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> output(Process git) throws IOException {
        try (InputStream stream = git.getInputStream()) {
            byte[] bytes = stream.readNBytes(LARGEST + 1);
            boolean isWhole = bytes.length <= LARGEST && git.waitFor() == 0;
            return isWhole ? Optional.of(new String(bytes, StandardCharsets.UTF_8)) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            git.destroyForcibly();
        }
    }
}
