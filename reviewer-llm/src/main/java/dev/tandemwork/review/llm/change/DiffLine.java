package dev.tandemwork.review.llm.change;

import java.util.Objects;

/**
 * A line of a diff. Lines end at a line feed and nowhere else: a carriage return, a form feed or a U+2028 is part of the text.
 *
 * @param kind what happened to it
 * @param before its number in the old version, from 1; 0 if it was added
 * @param after its number in the new version, from 1; 0 if it was removed
 * @param text the line without its line feed
 * @param ending whether a line feed ends it
 * @param encoding how its bytes became text
 */
public record DiffLine(Kind kind, int before, int after, String text, Ending ending, Encoding encoding) {
    /** What happened to a line. */
    public enum Kind {
        /** Nothing: it is shown for orientation. */
        CONTEXT(' '),
        /** It is new. */
        ADDED('+'),
        /** It is gone. */
        REMOVED('-');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        /** Returns the character that begins such a line in a diff. */
        public char sign() {
            return sign;
        }
    }

    /** How a line ends. */
    public enum Ending {
        /** By a line feed. */
        LINE_FEED,
        /** By the end of the file. */
        END_OF_FILE
    }

    /** How bytes became text. Both lose nothing. */
    public enum Encoding {
        /** They are UTF-8. */
        UTF_8,
        /** They are not UTF-8; each byte has become the character of its number. */
        BYTES
    }

    /** Refuses a null. */
    public DiffLine {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(encoding, "encoding");
    }

    /** Returns whether the change made or removed it. */
    public boolean isChanged() {
        return kind != Kind.CONTEXT;
    }

    /** Returns whether the change made it. */
    public boolean isAdded() {
        return kind == Kind.ADDED;
    }

    /** Returns whether the change removed it. */
    public boolean isRemoved() {
        return kind == Kind.REMOVED;
    }
}
