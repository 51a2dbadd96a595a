package dev.tandemwork.testkit.github.internal.graphql;

import dev.tandemwork.testkit.github.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a document in GraphQL, read one after the other. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|,|#[^\\n]*|(?<word>\\.\\.\\.|[!$()\\[\\]{}:=@|&]|[_A-Za-z]\\w*|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?"
                    + "|\"\"\"(?s:.*?)\"\"\"|\"(?:[^\"\\\\]|\\\\.)*\")");

    private final List<String> words = new ArrayList<>();
    private int at;

    Tokens(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new GraphError("Parse error on \"" + text.charAt(end) + "\" at [" + end + "]");
            }
            if (matcher.group("word") != null) {
                words.add(matcher.group("word"));
            }
            end = matcher.end();
        }
    }

    boolean isDone() {
        return at == words.size();
    }

    String peek() {
        return isDone() ? "" : words.get(at);
    }

    String next() {
        if (isDone()) {
            throw new GraphError("Parse error: the document ends too early");
        }
        return words.get(at++);
    }

    boolean skip(String word) {
        boolean found = peek().equals(word);
        if (found) {
            at++;
        }
        return found;
    }

    void expect(String word) {
        String found = next();
        if (!found.equals(word)) {
            throw new GraphError("Parse error on \"" + found + "\"; expected \"" + word + "\"");
        }
    }

    static String text(String word) {
        return word.startsWith("\"\"\"")
                ? word.substring(3, word.length() - 3).strip()
                : Json.parse(word).asText();
    }
}
