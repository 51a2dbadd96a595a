package dev.tandemwork.sysbox.internal.admission;

/** What a worker that may not start yet waits for. */
public enum Reason {
    /** The engine doesn't answer as it should. */
    HOST_SUSPECT("for the host to be healthy"),
    /** As many workers live as may. */
    PLACES("for a place"),
    /** The memory that is left does not suffice. */
    MEMORY("for memory"),
    /** The processors that are left do not suffice. */
    CPU("for processors"),
    /** The disk is nearly full. */
    DISK("for room on the disk"),
    /** As many workers are being started as may. */
    STARTS("for other workers to have started");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** Returns this as the end of a sentence: {@code for memory}. */
    public String words() {
        return words;
    }
}
