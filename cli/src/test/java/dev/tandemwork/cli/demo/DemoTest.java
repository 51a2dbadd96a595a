package dev.tandemwork.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.cli.report.RunReport;
import dev.tandemwork.delivery.Submission;
import dev.tandemwork.delivery.Verdict;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.local.forge.LocalForge;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.worker.Feedback;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the demonstration once, and looks at it from all sides. */
@Timeout(60)
final class DemoTest {
    @TempDir
    static Path folder;

    private final Shop shop = new Shop(folder);

    @BeforeAll
    static void runDemo() throws Exception {
        new DemoProcess(folder, "1").run();
    }

    @Test
    void everyTask_lands_asOneCommit_onALinearBranch() throws Exception {
        assertThat(shop.landed()).containsExactlyInAnyOrderElementsOf(Shop.TITLES);
        assertThat(shop.merges()).isZero();
        assertThat(shop.branches()).containsExactly("main");
    }

    @Test
    void oneTask_isSentBackOnce_byItsReview() {
        List<String> refused = shop.completed("/publish").stream()
                .filter(entry -> entry.result().as(Verdict.class) instanceof Verdict.Refused)
                .map(entry -> entry.path().toString())
                .toList();

        assertThat(refused).containsExactly("/task[total]/landing#1/round#1/publish");
        assertThat(shop.landing("total").attempts()).isEqualTo(2);
    }

    @Test
    void laterOfTwoConflictingTasks_goesThroughConflictFeedback() throws Exception {
        List<Feedback> conflicts = shop.completed("/develop").stream()
                .map(entry -> entry.result().as(Submission.class).attempt().feedback())
                .flatMap(Optional::stream)
                .filter(feedback -> feedback.kind() == Feedback.Kind.CONFLICT)
                .toList();

        assertThat(conflicts).hasSize(1);
        assertThat(conflicts.get(0).conflicts()).anyMatch(other -> other.patch().contains("+    <h1"));
        assertThat(shop.file("frontend/page.html")).contains("<h1 class=\"warm\">Welcome to the corner shop</h1>");
    }

    @Test
    void dependentTask_beginsAfterTheOther_hasLanded() {
        JournalEntry landed = shop.completed("/task[total]/tidy").get(0);
        JournalEntry.NodeCompleted developed = shop.completed("/task[receipt]/").get(0);

        assertThat(developed.at().minus(developed.took())).isAfterOrEqualTo(landed.at());
        assertThat(shop.landing("receipt").attempts()).isEqualTo(1);
    }

    @Test
    void eachPullRequest_isMergedOnce_atTheReviewedHead() throws Exception {
        assertThat(shop.pullRequests()).containsExactly(1L, 2L, 3L, 4L, 5L);
        for (String task : Shop.TASKS) {
            PullRequest pull = shop.pullRequest(task);

            assertThat(pull.state()).isEqualTo(PullRequest.State.MERGED);
            assertThat(pull.head()).isEqualTo(approved(task));
            assertThat(pull.mergeCommit()).contains(shop.landing(task).commit());
        }
    }

    private Object approved(String task) {
        List<JournalEntry.NodeCompleted> verdicts = shop.completed("/task[" + task + "]/").stream()
                .filter(entry -> entry.path().name().equals("publish"))
                .toList();
        Verdict last = verdicts.get(verdicts.size() - 1).result().as(Verdict.class);
        return ((Verdict.Approved) last).change().head();
    }

    @Test
    void nothing_isLeftBehind() throws Exception {
        assertThat(shop.processes()).isZero();
        assertThat(shop.left("workers"))
                .filteredOn(name -> !name.startsWith("_"))
                .isEmpty();
        assertThat(shop.left("workers/_spaces")).isEmpty();
        assertThat(shop.left("reviews")).isEmpty();
    }

    @Test
    void report_showsEveryTask_withWhatHappenedToIt() throws Exception {
        try (FileRunStore store = FileRunStore.at(folder.resolve("runs"));
                LocalForge forge = LocalForge.create()) {
            Path page =
                    RunReport.of(store, DemoProcess.RUN).withDiffsFrom(forge).write(folder.resolve("report"));

            assertThat(page).content().contains("5 of 5 landed", "sign sent-back", "sign conflict", "Diff, ");
            assertThat(folder.resolve("report/report.md"))
                    .content()
                    .contains("# Corner shop: 5 of 5 landed", "mermaid");
        }
    }

    @Test
    void preparing_again_changesNothing() throws Exception {
        String before = shop.tree();

        DemoProject again = Demo.prepare(shop.project());

        assertThat(again.plan().tasks()).hasSize(5);
        assertThat(shop.tree()).isEqualTo(before);
    }
}
