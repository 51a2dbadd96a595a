package dev.tandemwork.sysbox.internal.docker;

/**
 * How a command in a container ended.
 *
 * @param exitCode of the command
 * @param stdout the first 64 KiB of what it printed
 * @param stderr the first 64 KiB of its errors
 */
public record ExecResult(int exitCode, String stdout, String stderr) {
    /** Returns whether it ended with 0. */
    public boolean succeeded() {
        return exitCode == 0;
    }
}
