package dev.tandemwork.local.git;

/**
 * What a git command said.
 *
 * @param exitCode 0 when it succeeded
 * @param stdout the whole of its output, as UTF-8; bytes that are not UTF-8 appear as U+FFFD
 * @param stderr the end of its messages, at most 64 KiB
 */
public record GitResult(int exitCode, String stdout, String stderr) {
    /** Returns whether the command succeeded. */
    public boolean succeeded() {
        return exitCode == 0;
    }
}
