package dev.tandemwork.testkit.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of a pull request, in a real browser. */
final class PageTest {
    private static final int MERGED = 0x8250df;
    private static final int ADDED = 0xdafbe1;

    @TempDir
    Path folder;

    private FakeGitHub github;
    private GitHubRepository shop;

    @BeforeEach
    void start() throws Exception {
        github = FakeGitHub.start();
        shop = github.createRepository("acme/shop");
        CommitId head = shop.push(
                "fix", "main", Map.of("src/Total.java", "int total = 1;\nint tax = 2;\n", "README.md", "# Shop\n"));
        Api alice = Api.of(github, github.token("alice"));
        Api bob = Api.of(github, github.token("bob"));
        alice.send(
                "POST",
                "/repos/acme/shop/pulls",
                "{'title':'Fix <the> total','head':'fix','base':'main','body':'Because <script>alert(1)</script>'}");
        shop.check(head, "build", CheckRun.State.PASSED);
        shop.check(head, "lint", CheckRun.State.PENDING);
        shop.status(head, "tandemwork/review", CheckRun.State.FAILED);
        bob.send(
                "POST",
                "/repos/acme/shop/pulls/1/reviews",
                "{'event':'REQUEST_CHANGES','body':'Not yet.','comments':["
                        + "{'path':'src/Total.java','line':2,'side':'RIGHT','body':'which tax?'}]}");
        bob.send("POST", "/repos/acme/shop/pulls/1/reviews", "{'event':'APPROVE','body':'Now it is good.'}");
        alice.send("POST", "/repos/acme/shop/issues/1/comments", "{'body':'Thank you.'}");
        alice.send("PUT", "/repos/acme/shop/pulls/1/merge", "{'merge_method':'squash'}");
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void pullRequest_isShown_withAllThatHappenedToIt() throws Exception {
        String page = chromium("--dump-dom", pull());

        assertThat(page)
                .contains("Fix &lt;the&gt; total", "Because &lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("src/Total.java:2", "which tax?", "Now it is good.", "Thank you.")
                .contains("Success", "In progress", "Failure", "+int tax = 2;", "-# Sample")
                .contains("Merged by alice as", shop.head("main").orElseThrow().toString())
                .doesNotContain("<script");
    }

    @Test
    void pullRequest_isSeen() throws Exception {
        Path picture = Path.of("target", "fake-github.png").toAbsolutePath();
        Files.deleteIfExists(picture);

        chromium("--screenshot=" + picture, "--window-size=1100,1500", pull());

        BufferedImage seen = ImageIO.read(new File(picture.toString()));
        assertThat(count(seen, MERGED)).as("the state").isGreaterThan(500);
        assertThat(count(seen, ADDED)).as("lines that were added").isGreaterThan(5000);
        assertThat(rightmost(seen)).as("nothing is wider than the window").isLessThan(1100 - 20);
    }

    @Test
    void lists_leadToPullRequests() throws Exception {
        assertThat(chromium("--dump-dom", github.web() + "/")).contains("href=\"/acme/shop/pulls\"");
        assertThat(chromium("--dump-dom", github.web() + "/acme/shop/pulls")).contains("href=\"/acme/shop/pull/1\"");
    }

    private String pull() {
        return github.web() + "/acme/shop/pull/1";
    }

    private static long count(BufferedImage image, int colour) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff) == colour)
                .count();
    }

    /** Returns the last column that is not of one colour from top to bottom. */
    private static int rightmost(BufferedImage image) {
        for (int x = image.getWidth() - 1; x >= 0; x--) {
            int column = x;
            int first = image.getRGB(x, 0);
            if (IntStream.range(0, image.getHeight()).anyMatch(y -> image.getRGB(column, y) != first)) {
                return x;
            }
        }
        return 0;
    }

    private String chromium(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars"));
        command.add("--user-data-dir=" + folder.resolve("profile"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
