package dev.tandemwork.local.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.review.Anchor;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.ReviewOutcome;
import dev.tandemwork.review.ReviewRequest;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.review.RecordingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChecksReviewerTest {
    @TempDir
    Path dir;

    private Sample sample;

    @BeforeEach
    void prepare() {
        sample = Sample.in(dir.resolve("repository.git"));
    }

    @AfterEach
    void noFolderIsLeft() {
        assertThat(dir.resolve("clones")).isEmptyDirectory();
    }

    @Test
    void review_isEnded_whileFilesOfAPushComeAndGo() throws Exception {
        Path push = sample.repository().folder().resolve("objects/tmp_objdir-incoming-1/2f");
        Files.createDirectories(push);
        Files.createSymbolicLink(push.resolve("c97f"), Path.of("gone"));

        ReviewOutcome outcome = review(sample.request(task("true"), Map.of("a.txt", "a\n")));

        assertThat(outcome).isInstanceOf(ReviewOutcome.Completed.class);
    }

    @Test
    void anEmptyChange_isRefused_andItsChecksAreNotRun() throws InterruptedException {
        Task task = task("touch " + dir.resolve("ran"));
        sample.repository().git("branch", task.branch(), "main");

        Finding finding = only(review(sample.request(task)));

        assertThat(finding.category()).isEqualTo("empty");
        assertThat(finding.anchor()).isEqualTo(new Anchor.WholeChange());
        assertThat(dir.resolve("ran")).doesNotExist();
    }

    @Test
    void conflictMarkers_areRefused_withFileAndLine() throws InterruptedException {
        Map<String, String> files = Map.of(
                "src/A b.java", "class A {\n<<<<<<< ours\nint a;\n=======\nint b;\n>>>>>>> theirs\n}\n",
                "title.rst", "Title\n=======\n");

        Finding finding = only(review(sample.request(task("true"), files)));

        assertThat(finding.category()).isEqualTo("conflict-marker");
        assertThat(finding.anchor()).isEqualTo(new Anchor.Line("src/A b.java", 2, 2, "<<<<<<< ours"));
        assertThat(finding.detail()).contains("[2, 6]");
    }

    @Test
    void conflictMarkers_areFound_inFilesThatCallThemselvesBinary() throws InterruptedException {
        Map<String, String> files =
                Map.of(".gitattributes", "* binary -diff\n", "a.txt", "++ b/other\n<<<<<<< ours\n\0\n");

        assertThat(only(review(sample.request(task("true"), files))).anchor())
                .isEqualTo(new Anchor.Line("a.txt", 2, 2, "<<<<<<< ours"));
    }

    @Test
    void pathsOutsideTheScope_areRefused_eachByItself() throws InterruptedException {
        Task task = sample.task().scope(List.of("src/**/*.java", "docs")).build();
        Map<String, String> files =
                Map.of("src/A.java", "", "src/x/B.java", "", "docs/x/y.md", "", "src/C.txt", "", "docs2/z.md", "");

        ReviewOutcome outcome = review(sample.request(task, files));

        assertThat(outcome.findings())
                .extracting(Finding::anchor)
                .containsExactlyInAnyOrder(new Anchor.File("src/C.txt"), new Anchor.File("docs2/z.md"));
    }

    @Test
    void aFailedCheck_isAFinding_withTheEndOfItsOutput_andItsPlace() throws InterruptedException {
        String script = "seq 1 100000; echo \"$PWD/src/A.java:2: error: nonsense\"; exit 3";

        Finding finding = only(review(sample.request(task(script), Map.of("src/A.java", "class A {\nint;\n}\n"))));

        assertThat(finding.title()).isEqualTo("check [tests] failed");
        assertThat(finding.anchor()).isEqualTo(new Anchor.Line("src/A.java", 2, 2, "int;"));
        assertThat(finding.detail())
                .contains("ended with exit code 3")
                .contains("99999")
                .contains("error: nonsense");
        assertThat(finding.detail()).hasSizeLessThan(10_000);
    }

    @Test
    void aCheck_runsAtExactlyTheHead_alsoWhenTheBranchHasMovedOn() throws InterruptedException {
        ReviewRequest request = sample.request(task("grep -q good a.txt"), Map.of("a.txt", "good\n"));
        sample.repository().push("agent/a", "main", Map.of("a.txt", "bad\n"));

        assertThat(review(request).findings()).isEmpty();
    }

    @Test
    void aCheck_hasAHomeOfItsOwn_andNoForeignEnvironment() throws InterruptedException {
        String script = "test -z \"$(ls -A \"$HOME\")\" && test \"$EXTRA\" = 1 && test -z \"$SUREFIRE_X\" "
                + "&& test \"$(env | cut -d= -f1 | grep -Ev '^(PATH|JAVA_HOME|LANG|LC_ALL|TZ|HOME|TMPDIR|PWD|OLDPWD|SHLVL|_"
                + "|EXTRA|GIT_CONFIG_NOSYSTEM|TANDEMWORK_PROCESS_[0-9a-f]*)$')\" = \"\"";

        assertThat(review(sample.request(task(script), Map.of("a.txt", ""))).findings())
                .isEmpty();
    }

    @Test
    void aCheckThatTakesTooLong_isAFinding_andItsTreeIsGone() throws Exception {
        Path pids = dir.resolve("pids");
        String script = "sleep 301 & echo $! > " + pids + "; setsid sh -c 'echo $$ >> " + pids + "; exec sleep 302' & "
                + "sleep 303";
        Check slow = new Check("tests", List.of("sh", "-c", script), Duration.ofSeconds(2));

        Finding finding = only(review(sample.request(sample.task().check(slow).build(), Map.of("a.txt", "a\n"))));

        assertThat(finding.detail()).contains("took more than PT2S and was killed");
        assertGone(pids);
    }

    @Test
    void whatAPassedCheckLeavesRunning_isEnded() throws Exception {
        Path pids = dir.resolve("pids");
        String script = "(setsid sh -c 'echo $$ > " + pids + "; exec sleep 304' >/dev/null 2>&1 &) ; " + "while [ ! -s "
                + pids + " ]; do :; done";

        assertThat(review(sample.request(task(script), Map.of("a.txt", "a\n"))).findings())
                .isEmpty();
        assertGone(pids);
    }

    @Test
    void whatAPassedCheckLeavesRunningWithAnEmptyEnvironment_isEnded() throws Exception {
        Path pids = dir.resolve("pids");
        String script = "(env -i /bin/sh -c 'echo $$ > " + pids + "; exec sleep 307' >/dev/null 2>&1 &) ; "
                + "while [ ! -s " + pids + " ]; do :; done";

        assertThat(review(sample.request(task(script), Map.of("a.txt", "a\n"))).findings())
                .isEmpty();
        assertGone(pids);
    }

    @Test
    void anInterrupt_endsTheCheckAndItsChildren() throws Exception {
        Path pids = dir.resolve("pids");
        ReviewRequest request = sample.request(
                task("sh -c 'echo $$ > " + pids + "; exec sleep 305' & sleep 306"), Map.of("a.txt", "a\n"));
        FutureTask<ReviewOutcome> review = new FutureTask<>(() -> review(request));
        Thread thread = new Thread(review);
        thread.start();
        awaitContent(pids);

        thread.interrupt();

        assertThatThrownBy(() -> review.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        assertGone(pids);
    }

    @Test
    void aProgramThatIsNotThere_isAFinding() throws InterruptedException {
        Check missing = new Check("tests", List.of("program-that-is-not-there"), Duration.ofMinutes(1));

        Finding finding =
                only(review(sample.request(sample.task().check(missing).build(), Map.of("a.txt", "a\n"))));

        assertThat(finding.detail()).contains("can't be started").contains("program-that-is-not-there");
    }

    @Test
    void aBaseThatTheChangeClaims_isNotBelieved() throws InterruptedException {
        ReviewRequest honest =
                sample.request(sample.task().scope(List.of("docs")).build(), Map.of("secret.txt", "a\n"));
        sample.repository().push("agent/a", "main", Map.of("docs/a.md", "a\n"));
        ReviewRequest request = Sample.claimingBase(
                sample.request(honest.task()), honest.change().head());

        assertThat(only(review(request)).anchor()).isEqualTo(new Anchor.File("secret.txt"));
    }

    @Test
    void aFolderThatACheckMadeReadOnly_isDeletedAllTheSame() throws InterruptedException {
        String script = "mkdir -p cache/x && touch cache/x/y && chmod 555 cache/x cache && chmod 000 cache/x";

        assertThat(review(sample.request(task(script), Map.of("a.txt", ""))).findings())
                .isEmpty();
    }

    private Task task(String script) {
        return sample.task().check(Check.shell("tests", script)).build();
    }

    private ReviewOutcome review(ReviewRequest request) throws InterruptedException {
        ChecksReviewer reviewer = ChecksReviewer.builder()
                .folder(dir.resolve("clones"))
                .environment("EXTRA", "1")
                .build();
        return reviewer.review(request, RecordingContext.create());
    }

    private static Finding only(ReviewOutcome outcome) {
        assertThat(outcome.findings()).hasSize(1);
        return outcome.findings().get(0);
    }

    private static void awaitContent(Path file) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!(Files.exists(file) && Files.size(file) > 0) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void assertGone(Path pids) throws IOException {
        assertThat(Files.readAllLines(pids))
                .isNotEmpty()
                .allSatisfy(pid -> assertThat(Path.of("/proc", pid, "cmdline"))
                        .satisfiesAnyOf(
                                file -> assertThat(file).doesNotExist(),
                                file -> assertThat(file).isEmptyFile().hasContent("")));
    }
}
