package dev.tandemwork.local.worker;

/**
 * How a command of a worker ended. Nothing that it started is left.
 *
 * @param cause what ended it
 * @param exitCode its exit code, 128 + n for signal n
 * @param outOfMemory whether the kernel has killed a process of it because memory ran out
 */
record RunEnd(Cause cause, int exitCode, boolean outOfMemory) {
    /** What ended a command. */
    enum Cause {
        /** It ended by itself. */
        EXITED,
        /** It said that it was done, and did not end. */
        LINGERED,
        /** It was silent for too long. */
        IDLE,
        /** The worker was told to end. */
        STOPPED
    }
}
