package dev.tandemwork.review;

import java.util.Objects;

/**
 * Something that is wrong with a change.
 *
 * @param fingerprint the same for the same finding in a later round
 * @param source the reviewer or gate that found it
 * @param severity how much it matters
 * @param category a word: {@code tests}, {@code scope}, {@code security}
 * @param anchor what it is about
 * @param title one line
 * @param detail what is wrong, and how that was seen
 * @param fixHint what to do about it; may be empty
 */
public record Finding(
        String fingerprint,
        String source,
        Severity severity,
        String category,
        Anchor anchor,
        String title,
        String detail,
        String fixHint) {
    /** Refuses a null. */
    public Finding {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(anchor, "anchor");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(fixHint, "fixHint");
    }

    /** Returns a finding whose fingerprint is made of its source, category, anchor and title. */
    public static Finding of(
            String source, Severity severity, String category, Anchor anchor, String title, String detail) {
        String fingerprint = String.join("|", source, category, anchor.path().orElse(""), title);
        return new Finding(fingerprint, source, severity, category, anchor, title, detail, "");
    }

    /** Returns this finding with a hint at the remedy. */
    public Finding withFixHint(String hint) {
        return new Finding(fingerprint, source, severity, category, anchor, title, detail, hint);
    }

    /** Returns whether this keeps the change from landing. */
    public boolean blocks() {
        return severity.blocks();
    }
}
