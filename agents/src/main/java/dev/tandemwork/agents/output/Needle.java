package dev.tandemwork.agents.output;

/** A text that is looked for, and perhaps what has to come after it. */
interface Needle {
    /** Returns what it begins with, as far as that is always the same. */
    String head();

    /** Returns where the secret ends that begins with the head at {@code start}, whose head is there; -1 if it is none. */
    int end(String text, int start);

    /** Returns from where on it is veiled, given that the head is at {@code start}. */
    default int from(String text, int start) {
        return start;
    }

    /**
     * A known value.
     *
     * @param head the value in one of its forms
     */
    record Known(String head) implements Needle {
        @Override
        public int end(String text, int start) {
            return start + head.length();
        }
    }

    /**
     * A token.
     *
     * @param head what tokens of its kind begin with
     * @param rest what they go on with
     * @param least how much of that, or it is none
     */
    record Token(String head, CharSet rest, int least) implements Needle {
        @Override
        public int end(String text, int start) {
            int end = rest.endOfRun(text, start + head.length());
            return end - start - head.length() >= least ? end : -1;
        }
    }

    /**
     * A value behind its name.
     *
     * @param head the name
     * @param between what separates the value from it
     * @param value what it is made of
     * @param least how long it is
     */
    record Named(String head, CharSet between, CharSet value, int least) implements Needle {
        private static final int MOST_BETWEEN = 8;

        @Override
        public int end(String text, int start) {
            int from = from(text, start);
            int end = value.endOfRun(text, from);
            boolean near = from - start - head.length() <= MOST_BETWEEN;
            return near && end - from >= least ? end : -1;
        }

        @Override
        public int from(String text, int start) {
            return between.endOfRun(text, start + head.length());
        }
    }
}
