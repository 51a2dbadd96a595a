package dev.tandemwork.scm;

import java.util.List;

/**
 * What became of a published review.
 *
 * @param id the host's name of it
 * @param demoted comments whose line the host does not accept; they went into the body instead
 */
public record ReviewReceipt(String id, List<ReviewDraft.LineComment> demoted) {
    /** Copies the list. */
    public ReviewReceipt {
        demoted = List.copyOf(demoted);
    }
}
