package dev.tandemwork.github.limit;

import java.util.Objects;

/**
 * What the limiter knows of a request.
 *
 * @param resource what it counts against
 * @param effect what it does
 * @param priority who goes first
 */
public record Traffic(Resource resource, Effect effect, Priority priority) {
    /** Refuses a null. */
    public Traffic {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(priority, "priority");
    }

    /** Returns a read of the REST interface. */
    public static Traffic read(Priority priority) {
        return new Traffic(Resource.CORE, Effect.READ, priority);
    }
}
