package dev.tandemwork.testkit.github.internal.state;

import java.util.Map;
import java.util.Optional;

/**
 * Something that others may want to be told.
 *
 * @param repository where
 * @param event what kind, as in the name of a webhook's event
 * @param action what exactly; empty for events that have none
 * @param sender who did it
 * @param pull the pull request that it happened to
 * @param details what else there is to say: records of this package, strings
 */
public record Happening(
        Repository repository,
        String event,
        String action,
        String sender,
        Optional<Pull> pull,
        Map<String, Object> details) {}
