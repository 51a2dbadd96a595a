package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.Anchor;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.Severity;
import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import java.util.Objects;

/**
 * What a gate says of a change.
 *
 * @param level what follows from it
 * @param category a word: {@code tests}, {@code secrets}
 * @param anchor what it is about
 * @param title one line
 * @param detail what was seen
 * @param fixHint what to do about it
 */
public record Remark(Level level, String category, Anchor anchor, String title, String detail, String fixHint) {
    private static final int LONGEST_QUOTE = 200;

    /** What follows from a remark. */
    public enum Level {
        /** The change goes back to its author. */
        BLOCK,
        /** A person must agree. */
        PERSON,
        /** Nothing, but it is told. */
        NOTE
    }

    /** Refuses a null. */
    public Remark {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(anchor, "anchor");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(fixHint, "fixHint");
    }

    /** Returns a remark about a file. */
    public static Remark about(FileChange file, Level level, String category, String title, String fixHint) {
        return new Remark(
                level, category, new Anchor.File(file.path()), title, title + " in [" + file.path() + "]", fixHint);
    }

    /** Returns a remark about an added line, which it quotes; about the file for a line that is gone. */
    public static Remark about(
            FileChange file, DiffLine line, Level level, String category, String title, String hint) {
        String quote = line.text().length() > LONGEST_QUOTE ? line.text().substring(0, LONGEST_QUOTE) : line.text();
        Anchor anchor = line.isAdded()
                ? new Anchor.Line(file.path(), line.after(), line.after(), quote)
                : new Anchor.File(file.path());
        String detail = title + ": line " + Math.max(line.before(), line.after()) + " of [" + file.path() + "] is ["
                + quote.strip() + "]";
        return new Remark(level, category, anchor, title, detail, hint);
    }

    Finding finding(String source) {
        Severity severity =
                level == Level.BLOCK ? Severity.HIGH : level == Level.PERSON ? Severity.MEDIUM : Severity.LOW;
        return Finding.of(source, severity, category, anchor, title, detail).withFixHint(fixHint);
    }
}
