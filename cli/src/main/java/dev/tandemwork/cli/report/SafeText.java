package dev.tandemwork.cli.report;

/** Makes text that anybody may have written harmless, and keeps it readable. */
final class SafeText {
    private static final String MARKDOWN = "\\`*_[]|~#!&$>";
    private static final int FIRST_PICTURE = 0x2400;
    private static final int DELETE = 0x7f;

    private SafeText() {}

    /** Returns the text with control characters, and those that turn the direction of text, made visible. */
    static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(SafeText::visible).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static int visible(int c) {
        if (c == '\n' || c == '\t') {
            return c;
        }
        if (c < ' ') {
            return FIRST_PICTURE + c;
        }
        if (c == DELETE) {
            return '\u2421';
        }
        int type = Character.getType(c);
        boolean hidden = type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
        return hidden ? '\ufffd' : c;
    }

    /** Returns the text for HTML, inside elements and quoted attributes. */
    static String html(String text) {
        return visible(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Returns the text for one line of Markdown, in which nothing has a meaning any more. */
    static String markdown(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (char c : visible(text).strip().toCharArray()) {
            if (c == '<') {
                out.append("&lt;");
            } else if (c == '\n' || c == '\t') {
                out.append(' ');
            } else {
                out.append(MARKDOWN.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return out.toString();
    }

    /** Returns a fenced block of Markdown that the text can't end. */
    static String fenced(String language, String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + language + "\n" + visible(text).stripTrailing() + "\n" + fence + "\n";
    }
}
