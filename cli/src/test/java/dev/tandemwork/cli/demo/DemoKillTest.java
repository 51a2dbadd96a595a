package dev.tandemwork.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.PullRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the demonstration at random instants, by SIGKILL, and goes on with it each time.
 *
 * <p>{@code -Dtandemwork.kills=100} kills as often; the default is 5. {@code -Dtandemwork.seed=7} chooses other instants.
 */
@Tag("slow")
final class DemoKillTest {
    /** Agents think for a moment only, so that as many kills hit what comes before and after them. */
    private static final String PACE = "0.1";

    private static final int KILLS = Integer.getInteger("tandemwork.kills", 5);
    private static final long SEED = Long.getLong("tandemwork.seed", 1);
    private static final int START_OF_A_JVM = 1500;
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
        DemoProgram.run(folder.resolve("undisturbed"), PACE);
        longestLife = START_OF_A_JVM + (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        String expected = new Shop(folder.resolve("undisturbed")).tree();

        int demonstrations = 0;
        while (killed < KILLS) {
            Path place = folder.resolve("demo-" + ++demonstrations);
            killUntilItEnds(place);
            assertSameEnd(new Shop(place), expected);
        }
        System.out.printf("killed %d times in %d demonstrations, seed %d%n", killed, demonstrations, SEED);
    }

    private void killUntilItEnds(Path place) throws Exception {
        boolean ended = false;
        while (!ended) {
            Process process = start(place);
            boolean mayKill = killed < KILLS;
            int life = SHORTEST_LIFE + random.nextInt(longestLife);
            ended = mayKill ? process.waitFor(life, TimeUnit.MILLISECONDS) : process.waitFor(60, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
                assertThat(mayKill).as("the demonstration ends within 60 s").isTrue();
                killed++;
            } else {
                assertThat(process.exitValue()).as(output(place)).isZero();
            }
        }
    }

    private Process start(Path place) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DemoProgram.class.getName(),
                        place.toString(),
                        PACE)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(place).toFile()))
                .start();
    }

    private static Path log(Path place) {
        return place.resolveSibling(place.getFileName() + ".log");
    }

    private static String output(Path place) throws Exception {
        return Files.readString(log(place));
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
