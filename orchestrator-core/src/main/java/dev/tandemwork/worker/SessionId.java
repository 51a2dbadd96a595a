package dev.tandemwork.worker;

/**
 * An agent's own name of a conversation, with which it can be gone on with.
 *
 * @param value as the agent gave it
 */
public record SessionId(String value) {
    /** Refuses a blank value. */
    public SessionId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("session id is blank; expected the agent's own name of it");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
