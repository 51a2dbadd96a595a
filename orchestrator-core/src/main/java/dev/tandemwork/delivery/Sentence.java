package dev.tandemwork.delivery;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what several have written, some of whom end a sentence and some of whom do not. */
final class Sentence {
    private Sentence() {}

    /** Returns {@code texts} that are not blank, each ended by one mark. */
    static String join(String... texts) {
        return Stream.of(texts)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.matches("(?s).*[.!?]") ? text : text + ".")
                .collect(Collectors.joining(" "));
    }
}
