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
     * A part of a known value in one of its forms, which may have been broken into lines anywhere. It is found where the
     * head is, and reaches as far as the text and the form are the same.
     *
     * @param form that it is a part of
     * @param at where the head is in it
     */
    record Piece(String form, int at) implements Needle {
        static final int HEAD = 8;

        /** Between two heads of a form: each part that is long enough to count has a whole head in it. */
        static final int STRIDE = 4;

        private static final int LEAST = HEAD + STRIDE - 1;

        @Override
        public String head() {
            return form.substring(at, at + HEAD);
        }

        @Override
        public int end(String text, int start) {
            int length = HEAD;
            while (at + length < form.length() && same(text, start, length)) {
                length++;
            }
            return start + length - from(text, start) < LEAST ? -1 : start + length;
        }

        @Override
        public int from(String text, int start) {
            int back = 0;
            while (at - back > 0 && same(text, start, -back - 1)) {
                back++;
            }
            return start - back;
        }

        private boolean same(String text, int start, int offset) {
            int there = start + offset;
            return there >= 0 && there < text.length() && text.charAt(there) == form.charAt(at + offset);
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
