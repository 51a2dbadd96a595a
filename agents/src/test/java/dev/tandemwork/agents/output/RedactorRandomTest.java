package dev.tandemwork.agents.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RedactorRandomTest {
    private static final long SEEDS = Long.getLong("tandemwork.seeds", 1000);
    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/+%\"\\$&=ü€";

    /** A text with secrets in it, and as it should be shown. */
    private static final class Sample {
        private final Random random;
        private final List<String> secrets = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder shown = new StringBuilder();

        Sample(long seed) {
            random = new Random(seed);
            for (int i = 0; i <= random.nextInt(4); i++) {
                secrets.add(word(LETTERS, 12 + random.nextInt(random.nextInt(5) == 0 ? 600 : 40)));
            }
            for (int i = random.nextInt(60); i >= 0; i--) {
                add(random.nextInt(4));
            }
        }

        private void add(int kind) {
            if (kind == 0) {
                text.append(' ')
                        .append(secrets.get(random.nextInt(secrets.size())))
                        .append(' ');
                shown.append(" *** ");
            } else {
                String plain =
                        kind == 1 ? "\n" : word("abcdef .,()", random.nextInt(random.nextInt(9) == 0 ? 9000 : 50));
                text.append(plain);
                shown.append(plain);
            }
        }

        private String word(String letters, int length) {
            return random.ints(length, 0, letters.length())
                    .mapToObj(letters::charAt)
                    .map(String::valueOf)
                    .collect(Collectors.joining());
        }

        String inChunks(ChunkVeil veil, int longest) {
            StringBuilder out = new StringBuilder();
            int at = 0;
            while (at < text.length()) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(longest));
                out.append(veil.accept(text.substring(at, end)));
                at = end;
            }
            return out.append(veil.end()).toString();
        }
    }

    @Test
    void secrets_areVeiled_andNothingElseIs() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Sample sample = new Sample(seed);

            assertThat(Redactor.of(sample.secrets).veil(sample.text.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(sample.shown.toString());
        }
    }

    @Test
    void secrets_areVeiled_whereverTheTextIsCut() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Sample sample = new Sample(seed);
            ChunkVeil veil = Redactor.of(sample.secrets).chunks();

            assertThat(sample.inChunks(veil, seed % 2 == 0 ? 7 : 5000))
                    .as("seed %d", seed)
                    .isEqualTo(sample.shown.toString());
        }
    }

    @Test
    void lineWithoutEnd_isShownInParts_andNoSecretIsCut() {
        String secret = "0123456789abcdefghij".repeat(300);
        String part = "x".repeat(777) + " ghp_" + "aB3".repeat(15) + " " + secret + " https://u:p@h/ ";
        String shownPart = "x".repeat(777) + " *** *** https://***@h/ ";
        ChunkVeil veil = Redactor.of(List.of(secret)).chunks();
        StringBuilder shown = new StringBuilder();
        int longestSilence = 0;
        int silence = 0;

        for (int i = 0; i < 100 * part.length(); i += 1000) {
            String piece = part.repeat(100).substring(i, Math.min(100 * part.length(), i + 1000));
            String out = veil.accept(piece);
            silence = out.isEmpty() ? silence + piece.length() : 0;
            longestSilence = Math.max(longestSilence, silence);
            shown.append(out);
        }

        assertThat(shown.append(veil.end()).toString()).isEqualTo(shownPart.repeat(100));
        assertThat(longestSilence).isLessThan(80 << 10);
    }

    @Test
    void endlessSecret_isShownOnceForEachPart_andHoldsLittle() {
        ChunkVeil veil = Redactor.ofPatterns().chunks();
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            shown.append(veil.accept("ghp_" + "a".repeat(1000)));
        }

        assertThat(shown.append(veil.end()).toString()).matches("(\\*\\*\\*)+").hasSizeLessThan(100);
    }
}
