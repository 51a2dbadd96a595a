package dev.tandemwork.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code in the README is code of this module, which other tests run; and what the documents link to is there. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Path SOURCES = Path.of("src/main/java/dev/tandemwork/examples");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)");

    @Test
    void snippet_isTheCodeOfTheExample() throws IOException {
        List<String> shown = between("README.md", "<!-- snippet: delivery -->", "<!-- end -->").stream()
                .filter(line -> !line.startsWith("```"))
                .toList();
        List<String> code =
                between("examples/" + SOURCES + "/Embedding.java", "        // snippet: delivery", "        // end");

        assertThat(shown).hasSizeBetween(8, 12);
        assertThat(String.join("\n", shown)).isEqualTo(String.join("\n", code).stripIndent());
    }

    @Test
    void reviewer_isShortEnoughToBeShown() throws IOException {
        List<String> lines = Files.readAllLines(SOURCES.resolve("SmallChanges.java"));

        assertThat(lines.subList(lines.indexOf("/**"), lines.size())).hasSizeLessThan(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "ARCHITECTURE.md",
                "CONTRIBUTING.md",
                "CHANGELOG.md",
                "SECURITY.md",
                "docs/concurrency.md"
            })
    void links_leadSomewhere(String document) throws IOException {
        Path file = ROOT.resolve(document);
        Matcher links = LINK.matcher(Files.readString(file));

        while (links.find()) {
            assertThat(file.resolveSibling(links.group(1))).as(document).exists();
        }
    }

    private static List<String> between(String file, String begin, String end) throws IOException {
        List<String> lines = Files.readAllLines(ROOT.resolve(file));
        int from = lines.indexOf(begin) + 1;
        int to = from + lines.subList(from, lines.size()).indexOf(end);
        assertThat(from).as("marker [" + begin + "] of " + file).isPositive();
        return lines.subList(from, to);
    }
}
