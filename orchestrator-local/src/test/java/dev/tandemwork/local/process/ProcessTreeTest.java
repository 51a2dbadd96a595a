package dev.tandemwork.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class ProcessTreeTest {
    private static final Duration GRACE = Duration.ofMillis(500);

    @TempDir
    Path folder;

    static Stream<ControlGroups> groups() {
        return Stream.of(ControlGroups.none(), ControlGroups.detect());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void end_killsChildrenThatIgnoreTheRequest(ControlGroups groups) throws IOException {
        String script =
                "trap '' TERM; for i in 1 2 3; do (echo $$ >/dev/null; sh -c 'echo $PPID; exec sleep 300' >> pids) & done;"
                        + " sh -c 'echo $PPID' >> pids; while :; do sleep 300; done";
        LaunchedProcess launched = Scripts.launch(folder, script, groups);
        List<Long> pids = Scripts.pids(folder, 4);

        assertGoneInTime(launched.tree());

        assertThat(pids).noneMatch(Scripts::lives);
        assertThat(launched.process().isAlive()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void end_killsDaemonThatWasForkedTwice(ControlGroups groups) throws IOException {
        LaunchedProcess launched = Scripts.launch(folder, daemon("setsid"), groups);
        List<Long> pids = Scripts.pids(folder, 1);
        Scripts.await(() -> !launched.process().isAlive());
        assertThat(Scripts.lives(pids.get(0))).isTrue();

        assertGoneInTime(launched.tree());

        assertThat(pids).noneMatch(Scripts::lives);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void end_killsDaemonThatHasEmptiedItsEnvironment(ControlGroups groups) throws IOException {
        LaunchedProcess launched = Scripts.launch(folder, daemon("env -i PATH=/usr/bin:/bin"), groups);
        List<Long> pids = Scripts.pids(folder, 1);
        Scripts.await(() -> !launched.process().isAlive());

        assertGoneInTime(launched.tree());

        assertThat(pids).noneMatch(Scripts::lives);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void end_killsProcessesThatKeepForking(ControlGroups groups) throws IOException {
        String script = "trap '' TERM; echo $$ >> pids; f() { sh -c 'trap \"\" TERM; sleep 0.05; exec sh ./again' & }; "
                + "printf '%s' 'trap \"\" TERM; sleep 0.05; sh ./again & sleep 0.1' > again; f; f; while :; do sleep 1; done";
        LaunchedProcess launched = Scripts.launch(folder, script, groups);
        Scripts.await(() -> launched.tree().members().size() > 4);

        assertGoneInTime(launched.tree());

        assertThat(ProcessTree.of(ProcessMarker.of(folder), Optional.empty(), Optional.empty())
                        .members())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void end_findsTheTreeOfAnotherLife_byTheMarkerAlone(ControlGroups groups) throws IOException {
        LaunchedProcess launched = Scripts.launch(folder, daemon("setsid") + "; sleep 300", groups);
        List<Long> pids = Scripts.pids(folder, 1);

        assertGoneInTime(ProcessTree.of(ProcessMarker.of(folder), Optional.empty(), Optional.empty()));

        assertThat(pids).noneMatch(Scripts::lives);
        assertThat(launched.tree().end(Grace.of(GRACE))).isTrue();
    }

    @Test
    void group_boundsWhatTheSystemLetsItBound_andIsRemoved() throws IOException {
        ControlGroups groups = ControlGroups.detect();
        LaunchedProcess launched = Scripts.launch(folder, "sleep 300", groups);

        assertThat(groups.groupsOf(ProcessMarker.of(folder)).isPresent())
                .isEqualTo(!groups.parents().isEmpty());
        launched.tree().end(Grace.of(GRACE));

        Scripts.await(() -> groups.groupsOf(ProcessMarker.of(folder)).isEmpty());
        assertThat(groups.describe(folder)).contains("memory", "cpu", "pids");
        assertThat(ControlGroups.none().describe(folder)).contains("memory NOT bounded");
    }

    @Test
    void end_leavesTimeToTidyUp() throws IOException {
        String script = "trap 'echo 1 >> pids; exit 3' TERM; echo 0 >> pids; while :; do sleep 0.05; done";
        LaunchedProcess launched = Scripts.launch(folder, script, ControlGroups.none());
        Scripts.pids(folder, 1);

        launched.tree().end(Grace.of(Duration.ofSeconds(20)));

        assertThat(Scripts.pids(folder, 2)).containsExactly(0L, 1L);
    }

    @Test
    void members_ofOneFolder_areNotThoseOfAnother(@TempDir Path other) throws IOException {
        LaunchedProcess one = Scripts.launch(folder, "sleep 300", ControlGroups.none());
        LaunchedProcess two = Scripts.launch(other, "sleep 300", ControlGroups.none());

        one.tree().end(Grace.of(GRACE));

        assertThat(two.process().isAlive()).isTrue();
        assertThat(two.tree().end(Grace.of(GRACE))).isTrue();
    }

    @Test
    void root_isNotTaken_whenItsNumberBelongsToAnother() throws IOException {
        Process stranger = new ProcessBuilder("sleep", "300").start();
        RootProcess was = new RootProcess(
                stranger.pid(), RootProcess.of(stranger.toHandle()).started().minusSeconds(60));

        ProcessTree.of(ProcessMarker.of(folder), Optional.empty(), Optional.of(was))
                .end(Grace.of(Duration.ZERO));

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    private static String daemon(String by) {
        return "(" + by + " sh -c 'trap \"\" TERM; echo $$ >> pids; while :; do sleep 300; done' >/dev/null 2>&1 &) ";
    }

    private static void assertGoneInTime(ProcessTree tree) {
        long start = System.nanoTime();
        assertThat(tree.end(Grace.of(GRACE))).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(GRACE.plusSeconds(1));
        assertThat(tree.members()).isEmpty();
    }
}
