package dev.tandemwork.agents.output;

/** Finds private keys in PEM blocks, also in a JSON string, and also when the beginning or the end of one is missing. */
final class PrivateKeys {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String KEY = "PRIVATE KEY";
    private static final int LONGEST_LABEL = 60;
    private static final int LONGEST_KEY = 16 << 10;
    private static final CharSet BASE64 = CharSet.of(PrivateKeys::isBase64);
    private static final CharSet BODY = CharSet.of(c -> isBase64(c) || c == ' ' || c == '\n' || c == '\r' || c == '\\');
    private static final CharSet BODY_WITH_HEADERS =
            CharSet.of(c -> BODY.has((char) c) || c == ':' || c == ',' || c == '-');

    private PrivateKeys() {}

    static void find(String text, Spans spans) {
        int from = 0;
        int dashes = text.indexOf(DASHES);
        while (dashes >= 0) {
            int end = dashes + DASHES.length();
            if (isMark(text, dashes, BEGIN)) {
                end = endOfKey(text, dashes);
                spans.add(dashes, end);
            } else if (isMark(text, dashes, END)) {
                end = endOfMark(text, dashes);
                spans.add(BODY.startOfRun(text, dashes, Math.max(from, dashes - LONGEST_KEY)), end);
            }
            from = end;
            dashes = text.indexOf(DASHES, end);
        }
    }

    /** Returns whether a key begins in {@code line}, and may go on in the next. */
    static boolean opens(String line) {
        int begin = line.lastIndexOf(BEGIN);
        return begin >= 0 && isMark(line, begin, BEGIN) && endOfKey(line, begin) == line.length();
    }

    /** Returns whether {@code line} may be a line of a key. */
    static boolean isBody(String line) {
        String body = line.strip();
        return !body.isEmpty() && BASE64.endOfRun(body, 0) == body.length();
    }

    /** Returns where the end mark of a key ends in {@code line}; -1 if there is none. */
    static int endOfClosing(String line) {
        int end = line.indexOf(END);
        return end >= 0 ? endOfMark(line, end) : -1;
    }

    private static boolean isMark(String text, int at, String mark) {
        if (!text.startsWith(mark, at)) {
            return false;
        }
        int key = text.indexOf(KEY, at);
        return key >= 0 && key - at < LONGEST_LABEL && text.indexOf(DASHES, at + mark.length()) > key;
    }

    private static int endOfMark(String text, int at) {
        int closing = text.indexOf(DASHES, at + DASHES.length());
        return closing < 0 ? text.length() : closing + DASHES.length();
    }

    private static int endOfKey(String text, int begin) {
        int body = endOfMark(text, begin);
        int end = text.indexOf(END, body);
        if (end >= 0 && end - body <= LONGEST_KEY) {
            return endOfMark(text, end);
        }
        return Math.min(BODY_WITH_HEADERS.endOfRun(text, body), body + LONGEST_KEY);
    }

    private static boolean isBase64(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '+' || c == '/' || c == '=';
    }
}
