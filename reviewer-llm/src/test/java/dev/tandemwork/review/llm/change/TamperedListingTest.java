package dev.tandemwork.review.llm.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is lost on the way between git and a reviewer is noticed. */
final class TamperedListingTest {
    @TempDir
    Path dir;

    private String output;

    @BeforeEach
    void prepare() throws Exception {
        Scene scene = Scene.in(dir);
        String from = scene.with("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n")
                .with("old.txt", "some\nlines\nof\na\nfile\n")
                .with("gone.txt", "x\n")
                .commit()
                .hex();
        scene.git().require("mv", "old.txt", "new name.txt");
        scene.git().require("rm", "-q", "gone.txt");
        String to = scene.with("a.txt", "one\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\nend")
                .with("b", "b\nc\n")
                .commit()
                .hex();
        output = new String(
                scene.git()
                        .requireBytes(
                                "diff-tree", "-r", "-M", "--raw", "--numstat", "-p", "-z", "--full-index", from, to),
                StandardCharsets.ISO_8859_1);
    }

    @Test
    void theListing_isRead_asItIs() {
        assertThat(Listing.read(bytes(output)).entries()).hasSize(4);
    }

    @Test
    void everyLine_thatIsLost_isNoticed() {
        int patch = output.indexOf("diff --git");
        List<String> lines = List.of(output.substring(patch).split("(?<=\n)"));
        for (int lost = 0; lost < lines.size(); lost++) {
            if (matters(lines.get(lost))) {
                List<String> others = new ArrayList<>(lines);
                String line = others.remove(lost);
                assertNoticed("without [" + line + "]", output.substring(0, patch) + String.join("", others));
            }
        }
    }

    /** Names and similarity are told twice; whether the last line has a line feed, once. */
    private static boolean matters(String line) {
        return !line.matches("(?s)(similarity|rename|---|\\+\\+\\+|\\\\|new file|deleted file).*");
    }

    @Test
    void everyLine_thatIsTwice_isNoticed() {
        int patch = output.indexOf("diff --git");
        String[] lines = output.substring(patch).split("(?<=\n)");
        for (int twice = 0; twice < lines.length; twice++) {
            if (lines[twice].matches("(?s)[-+ ](?!--|\\+\\+).*|@@.*|diff.*")) {
                List<String> more = new ArrayList<>(List.of(lines));
                more.add(twice, lines[twice]);
                assertNoticed("twice [" + lines[twice] + "]", output.substring(0, patch) + String.join("", more));
            }
        }
    }

    @Test
    void anEnd_thatIsCutOff_isNoticed() {
        int toldTwice = output.indexOf("similarity index");
        for (int length = 1; length < toldTwice; length++) {
            assertNoticed("cut at " + length, output.substring(0, length));
        }
    }

    @Test
    void aFile_thatIsNotCountedOrNotListed_isNoticed() {
        int numbers = output.indexOf("\0" + "2\t2\ta.txt") + 1;
        int end = output.indexOf('\0', numbers) + 1;

        assertNoticed("not counted", output.substring(0, numbers) + output.substring(end));
        assertNoticed("not listed", output.substring(output.indexOf(':', 1)));
    }

    private static void assertNoticed(String how, String text) {
        assertThatThrownBy(() -> Listing.read(bytes(text))).as(how).isInstanceOf(UnreadableDiffException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
