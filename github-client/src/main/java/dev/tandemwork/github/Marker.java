package dev.tandemwork.github;

import java.nio.charset.StandardCharsets;

/**
 * A line that nobody sees, by which a review or a comment is found again. It stands first; what looks like one in a text
 * that somebody else wrote is made harmless.
 */
record Marker(String kind, String key) {
    private static final String START = "<!-- tandemwork:";
    private static final int LARGEST_BODY = 65_000;

    String line() {
        return START + kind + ":" + encoded() + " -->";
    }

    private String encoded() {
        StringBuilder text = new StringBuilder();
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '/';
            text.append(isPlain ? String.valueOf((char) b) : String.format("%%%02x", b));
        }
        return text.toString();
    }

    boolean isOn(String body) {
        return body.startsWith(line());
    }

    /** Returns {@code markdown} with this marker, no longer than the host allows, and saying so if it was. */
    String on(String markdown) {
        String harmless = markdown.replace(START, "<!-- ");
        String text = harmless.length() <= LARGEST_BODY
                ? harmless
                : harmless.substring(0, LARGEST_BODY) + "\n\n(The rest is longer than the host allows.)";
        return line() + "\n" + text;
    }
}
