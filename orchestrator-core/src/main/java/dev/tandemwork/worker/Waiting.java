package dev.tandemwork.worker;

/**
 * That a worker waits before it starts.
 *
 * @param reason for what, as the end of a sentence: {@code for memory, 2 before it}
 */
public record Waiting(String reason) {
    /** Refuses a blank reason. */
    public Waiting {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason of a wait is blank; expected what is waited for");
        }
    }
}
