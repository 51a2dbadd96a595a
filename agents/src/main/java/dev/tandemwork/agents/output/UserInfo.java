package dev.tandemwork.agents.output;

/** Finds names and passwords in addresses: what lies between {@code ://} and the last {@code @} of the host's part. */
final class UserInfo {
    private static final String MARK = "://";
    private static final CharSet ENDS = CharSet.of(c -> c <= ' ' || "/?#\"'<>`\\".indexOf(c) >= 0);

    private UserInfo() {}

    static void find(String text, Spans spans) {
        int mark = text.indexOf(MARK);
        while (mark >= 0) {
            int from = mark + MARK.length();
            int end = from;
            int at = -1;
            while (end < text.length() && !ENDS.has(text.charAt(end))) {
                at = text.charAt(end) == '@' ? end : at;
                end++;
            }
            if (at > from) {
                spans.add(from, at);
            }
            mark = text.indexOf(MARK, end);
        }
    }
}
