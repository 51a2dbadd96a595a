package dev.tandemwork.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.PullRequest;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills {@code tandemwork demo} at random instants, by SIGKILL, and goes on with it by {@code resume} each time.
 *
 * <p>{@code -Dtandemwork.kills=100} kills as often; the default is 5. {@code -Dtandemwork.seed=7} chooses other instants.
 */
@Tag("slow")
final class DemoKillTest {
    /** Agents think for a moment only, so that as many kills hit what comes before and after them. */
    private static final String PACE = "0.1";

    private static final int KILLS = Integer.getInteger("tandemwork.kills", 5);
    private static final long SEED = Long.getLong("tandemwork.seed", 1);
    private static final int SHORTEST_LIFE = 200;
    private static final long DEADLINE = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private int killed;
    private int longestLife;

    @Test
    void end_isTheSame_howeverOftenTheProcessIsKilled() throws Exception {
        long begun = System.nanoTime();
        demo("undisturbed").run();
        longestLife = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        String expected = new Shop(folder.resolve("undisturbed")).tree();

        int demonstrations = 0;
        while (killed < KILLS) {
            DemoProcess demo = demo("demo-" + ++demonstrations);
            killUntilItEnds(demo);
            demo.gc();
            assertSameEnd(new Shop(demo.state()), expected);
        }
        System.out.printf("killed %d times in %d demonstrations, seed %d%n", killed, demonstrations, SEED);
    }

    private DemoProcess demo(String name) {
        return new DemoProcess(folder.resolve(name), PACE);
    }

    private void killUntilItEnds(DemoProcess demo) throws Exception {
        Process process = demo.startOrResume();
        while (killed < KILLS && !process.waitFor(life(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
            killed++;
            process = demo.startOrResume();
        }
        demo.requireDone(process);
    }

    private int life() {
        return SHORTEST_LIFE + random.nextInt(longestLife);
    }

    private static void assertSameEnd(Shop shop, String expectedTree) throws Exception {
        assertThat(shop.tree()).isEqualTo(expectedTree);
        assertThat(shop.landed()).containsExactlyInAnyOrderElementsOf(Shop.TITLES);
        assertThat(shop.merges()).isZero();
        assertThat(shop.pullRequests()).containsExactly(1L, 2L, 3L, 4L, 5L);
        for (String task : Shop.TASKS) {
            PullRequest pull = shop.pullRequest(task);
            assertThat(pull.state()).isEqualTo(PullRequest.State.MERGED);
            assertThat(pull.head()).isEqualTo(shop.landing(task).change().head());
        }
        assertThat(shop.branches()).containsExactly("main");
        assertCleanEnd(shop);
    }

    private static void assertCleanEnd(Shop shop) throws Exception {
        assertThat(shop.left("workers"))
                .filteredOn(name -> !name.startsWith("_"))
                .isEmpty();
        assertThat(shop.left("workers/_spaces")).isEmpty();
        assertThat(shop.left("reviews")).isEmpty();
        long end = System.nanoTime() + DEADLINE;
        while (shop.processes() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(shop.processes()).isZero();
    }
}
