package dev.tandemwork.agents.output;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The forms that a known value may be found in. */
final class Forms {
    static final int SHORTEST = 6;

    /** A line of a value of several lines must be longer, for it is only a part of the secret. */
    private static final int SHORTEST_LINE = 12;

    private static final int BYTES_A_GROUP = 3;

    private final Set<String> forms = new LinkedHashSet<>();
    private final Set<Needle> pieces = new LinkedHashSet<>();

    private Forms() {}

    static List<Needle> of(Collection<String> secrets) {
        Forms all = new Forms();
        secrets.forEach(all::addValue);
        return Stream.concat(all.forms.stream().map(Needle.Known::new), all.pieces.stream())
                .toList();
    }

    /** Returns the same for a text in which each character stands for a byte of UTF-8. */
    static List<Needle> ofBytes(Collection<String> secrets) {
        return of(secrets).stream()
                .map(needle -> needle instanceof Needle.Known known ? new Needle.Known(bytes(known.head())) : needle)
                .toList();
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private void addValue(String secret) {
        String value = secret.strip();
        if (value.length() < SHORTEST) {
            return;
        }
        addForms(value);
        addBase64(value, this::addPieces);
        if (!secret.equals(value)) {
            addBase64(secret, this::add);
        }
        if (value.indexOf('\n') >= 0) {
            value.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(this::addForms);
        }
    }

    private void addForms(String value) {
        add(value);
        addUrl(URLEncoder.encode(value, StandardCharsets.UTF_8));
        addJson(value);
        addBase64(value, this::add);
    }

    /** JSON is often told inside of JSON, and some programs escape what others don't. */
    private void addJson(String value) {
        for (String escaped : Json.escaped(value)) {
            add(escaped);
            Json.escaped(escaped).forEach(this::add);
        }
    }

    /** As browsers encode it, as RFC 3986, Python and JavaScript do; and with digits in lower case. */
    private void addUrl(String form) {
        String rfc = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
        String script = rfc.replace("%2A", "*")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")");
        for (String encoded : List.of(form, rfc, rfc.replace("%20", "+"), script)) {
            add(encoded);
            add(lowerCased(encoded));
        }
    }

    /** The same bytes look different for each of three places in what was encoded; what depends on neighbours is left out. */
    private static void addBase64(String value, Consumer<String> adding) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int offset = 0; offset < BYTES_A_GROUP; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = offset == 0 ? 0 : offset + 1;
            int to = shifted.length % BYTES_A_GROUP == 0 ? encoded.length() : encoded.length() - 1;
            String inner = encoded.substring(from, to);
            adding.accept(inner);
            adding.accept(inner.replace('+', '-').replace('/', '_'));
        }
    }

    /** Most programs break what they encode into lines, wherever a secret lies in it. */
    private void addPieces(String form) {
        for (int at = 0; at + Needle.Piece.HEAD <= form.length(); at += Needle.Piece.STRIDE) {
            pieces.add(new Needle.Piece(form, at));
        }
    }

    private void add(String form) {
        if (form.length() >= SHORTEST) {
            forms.add(form);
        }
    }

    private static String lowerCased(String encoded) {
        StringBuilder lower = new StringBuilder(encoded);
        for (int i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 1)) {
            for (int digit = i + 1; digit < Math.min(i + 3, encoded.length()); digit++) {
                lower.setCharAt(digit, Character.toLowerCase(encoded.charAt(digit)));
            }
        }
        return lower.toString();
    }

    /** The ways in which writers of JSON escape. */
    private static final class Json {
        static List<String> escaped(String value) {
            String plain = escaped(value, false);
            String slashed = escaped(value, true);
            return List.of(plain, slashed, inAscii(plain), inAscii(slashed));
        }

        private static String escaped(String value, boolean slashes) {
            StringBuilder escaped = new StringBuilder();
            value.chars().forEach(c -> escaped.append(escaped((char) c, slashes)));
            return escaped.toString();
        }

        private static String inAscii(String json) {
            StringBuilder ascii = new StringBuilder();
            json.chars().forEach(c -> ascii.append(c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c)));
            return ascii.toString();
        }

        private static String escaped(char c, boolean slashes) {
            return switch (c) {
                case '"' -> "\\\"";
                case '\\' -> "\\\\";
                case '\n' -> "\\n";
                case '\r' -> "\\r";
                case '\t' -> "\\t";
                case '/' -> slashes ? "\\/" : "/";
                default -> String.valueOf(c);
            };
        }
    }
}
