package dev.tandemwork.review.llm.plan;

/** Estimates how many tokens a model makes of a text. A guess that is too low breaks a budget, one too high costs little. */
@FunctionalInterface
public interface TokenEstimator {
    /** Returns the estimate, 0 of an empty text. */
    int estimate(String text);

    /** Returns an estimator for models whose tokens are not known here: three bytes of UTF-8 are one. */
    static TokenEstimator cautious() {
        return text -> (utf8Length(text) + 2) / 3;
    }

    private static int utf8Length(String text) {
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean isHalf = Character.isSurrogate(character);
            length += character < 0x80 ? 1 : character < 0x800 || isHalf ? 2 : 3;
        }
        return length;
    }
}
