package dev.tandemwork.testkit.github.internal.rest;

import dev.tandemwork.testkit.github.internal.git.ChangedFile;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.List;

/** How large a diff may be, before GitHub does not make it. */
final class DiffLimits {
    static final int FILES_LISTED = 3000;
    static final int COMMITS_LISTED = 250;
    private static final int FILES = 300;
    private static final int LINES = 20_000;
    private static final int BYTES = 1_000_000;
    private static final int BYTES_OF_FILE = 500_000;

    private DiffLimits() {}

    static void require(List<ChangedFile> files) {
        if (files.size() > FILES) {
            throw Problem.tooLarge(
                    "PullRequest", "Sorry, the diff exceeded the maximum number of files (" + FILES + ").");
        }
        int lines = files.stream()
                .mapToInt(file -> file.additions() + file.deletions())
                .sum();
        if (lines > LINES) {
            throw tooManyLines();
        }
    }

    static void require(byte[] patch) {
        if (patch.length > BYTES) {
            throw tooManyLines();
        }
    }

    private static Problem tooManyLines() {
        return Problem.tooLarge("PullRequest", "Sorry, the diff exceeded the maximum number of lines (" + LINES + ")");
    }

    static boolean isShown(ChangedFile file, String patch) {
        return patch.length() <= BYTES_OF_FILE && file.additions() + file.deletions() <= LINES;
    }
}
