package dev.tandemwork.scm;

import java.util.List;
import java.util.Objects;

/**
 * What became of a published review.
 *
 * @param id the host's name of it
 * @param demoted comments whose line the host does not accept; they went into the body instead
 */
public record ReviewReceipt(String id, List<ReviewDraft.LineComment> demoted) {
    /** Refuses a null, and copies the list. */
    public ReviewReceipt {
        Objects.requireNonNull(id, "id");
        demoted = List.copyOf(demoted);
    }
}
