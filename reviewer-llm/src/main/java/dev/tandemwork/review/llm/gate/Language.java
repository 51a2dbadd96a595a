package dev.tandemwork.review.llm.gate;

import java.util.Locale;
import java.util.stream.Stream;

/** A language that gates know, by the ending of a file's name. */
enum Language {
    JAVA("java|kt|kts|groovy|scala"),
    JAVASCRIPT("js|jsx|ts|tsx|mjs|cjs|mts|cts|vue|svelte"),
    PYTHON("py|pyi"),
    GO("go"),
    OTHER("");

    private final String endings;

    Language(String endings) {
        this.endings = endings;
    }

    static Language of(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(language -> ending.matches(language.endings))
                .findFirst()
                .orElse(OTHER);
    }
}
