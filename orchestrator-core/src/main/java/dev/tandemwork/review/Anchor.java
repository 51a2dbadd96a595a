package dev.tandemwork.review;

import java.util.Optional;

/** What a finding is about. */
public sealed interface Anchor {
    /** Returns the path it is about, unless it is about the whole change. */
    Optional<String> path();

    /** Returns it for people: {@code src/App.java:12}. */
    String describe();

    /**
     * Lines of a file.
     *
     * @param file the path
     * @param start first line in the new version, from 1
     * @param end last line, {@code start} at least
     * @param quote the first line's text, as it was seen
     */
    record Line(String file, int start, int end, String quote) implements Anchor {
        @Override
        public Optional<String> path() {
            return Optional.of(file);
        }

        @Override
        public String describe() {
            return file + ":" + start;
        }
    }

    /**
     * A file as a whole.
     *
     * @param file the path
     */
    record File(String file) implements Anchor {
        @Override
        public Optional<String> path() {
            return Optional.of(file);
        }

        @Override
        public String describe() {
            return file;
        }
    }

    /** The change as a whole. */
    record WholeChange() implements Anchor {
        @Override
        public Optional<String> path() {
            return Optional.empty();
        }

        @Override
        public String describe() {
            return "the change";
        }
    }
}
