package dev.tandemwork.cli.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.testkit.docker.RealDocker;
import dev.tandemwork.testkit.git.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent shows the secrets it was given in every way it can, and none of them is found in what the engine tells of its
 * container, network, volume and image, in events, journal, report, log and transcript, and in what was collected: also when the
 * program is killed in the middle. What the agent has committed is in the repository, and nowhere else.
 */
@RealDocker
@Timeout(300)
final class PlantedSecretsTest {
    static final String IMAGE = System.getProperty("tandemwork.test.workerImage", "tandemwork/worker:local");

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(150);

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private Planted planted;

    static Path root(Path folder) {
        return folder.resolve("workers");
    }

    @BeforeEach
    void prepare() throws IOException {
        planted = new Planted(folder.resolve("planted"));
        String busybox =
                Base64.getMimeEncoder(76, new byte[] {10}).encodeToString(Files.readAllBytes(Path.of("/bin/busybox")));
        GitRepository.create(folder.resolve("repo.git"))
                .push(
                        "main",
                        "main",
                        Map.of(
                                "compose.yml", """
                                services:
                                  one:
                                    image: site
                                    environment: [MODEL_KEY, SIGNING_KEY, ODD_PASSWORD]
                                    command: [env]
                                """,
                                ".gitignore", "site/busybox\n",
                                "site/busybox.b64", busybox,
                                "site/Dockerfile", """
                                FROM scratch
                                COPY busybox /bin/busybox
                                COPY busybox /bin/sh
                                COPY busybox /bin/env
                                """));
    }

    @AfterEach
    void clean() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        EngineWitness.of(root(folder)).removeAll();
    }

    @Test
    void secrets_areNowhere() throws Exception {
        start("start");
        awaitOutput("paused: agent");
        assertNothingIsShown();
        letGo("agent");
        awaitOutput("paused: check");
        assertNothingIsShown();
        letGo("check");

        end();

        assertNothingIsShown();
        assertThat(left()).contains("GITHUB_TOKEN.txt", "GITHUB_TOKEN.bin", "SIGNING_KEY-late.txt", "prints.log");
        assertAllIsRevoked();
    }

    @Test
    void secrets_areNowhere_whenTheProgramIsKilled_andTheNextOneAdoptsTheWorker() throws Exception {
        start("start");
        awaitOutput("paused: agent");
        kill();
        start("resume");
        awaitOutput("paused: agent");
        assertNothingIsShown();
        letGo("agent");
        awaitOutput("paused: check");
        letGo("check");

        end();

        assertNothingIsShown();
        assertThat(left()).contains("GITHUB_TOKEN.txt", "GITHUB_TOKEN.bin", "SIGNING_KEY-late.txt", "prints.log");
        assertAllIsRevoked();
    }

    /** Nobody knows any more what would have to be veiled in what the agent has left. */
    @Test
    void secrets_areNowhere_whenTheWorkerIsKilledBeforeTheNextProgramComes() throws Exception {
        start("start");
        awaitOutput("paused: agent");
        kill();
        EngineWitness engine = EngineWitness.of(root(folder));
        engine.kill(engine.worker());
        start("resume");

        awaitOutput("artifacts of the worker are left out");

        assertNothingIsShown();
        assertThat(left()).contains("transcript.log").noneMatch(name -> name.startsWith("GITHUB_TOKEN"));
    }

    private void start(String what) throws IOException {
        Path out = outputFile(processes.size() + 1);
        processes.add(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dtandemwork.test.workerImage=" + IMAGE,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlantedRun.class.getName(),
                        folder.toString(),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start());
    }

    private Path outputFile(int process) {
        return folder.resolve("output-" + process);
    }

    private String output(int process) throws IOException {
        return Files.readString(outputFile(process));
    }

    private void awaitOutput(String text) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (!output(processes.size()).contains(text)) {
            if (System.nanoTime() > end || !processes.get(processes.size() - 1).isAlive()) {
                throw new AssertionError("[" + text + "] was not printed: " + output(processes.size()));
            }
            NEVER.await(100, TimeUnit.MILLISECONDS);
        }
    }

    private void kill() throws Exception {
        processes.get(processes.size() - 1).destroyForcibly().waitFor();
    }

    private void letGo(String what) throws Exception {
        EngineWitness engine = EngineWitness.of(root(folder));
        engine.letGo(engine.worker(), what);
    }

    private void end() throws Exception {
        Process last = processes.get(processes.size() - 1);
        assertThat(last.waitFor(PATIENCE, TimeUnit.NANOSECONDS)).isTrue();
        assertThat(output(processes.size())).contains("Completed[value=Report[tasks=[Landed[task=show");
    }

    private void assertNothingIsShown() throws Exception {
        Map<String, String> told = new HashMap<>(EngineWitness.of(root(folder)).tell());
        for (Path file : kept()) {
            String name = folder.relativize(file).toString();
            told.put("file " + name, name + Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        Map<String, String> signs = planted.signs();
        List<String> shown = new ArrayList<>();
        told.forEach((where, text) -> signs.forEach((sign, name) -> {
            if (text.contains(sign)) {
                shown.add(name + " [" + sign + "] in " + where);
            }
        }));
        assertThat(signs).hasSizeGreaterThan(500);
        assertThat(told.keySet())
                .anyMatch(where -> where.startsWith("docker logs"))
                .anyMatch(where -> where.endsWith("transcript.log"));
        assertThat(shown).isEmpty();
    }

    /** Returns all files but those that a secret is in by its nature: the repository, its server's record, and what was made. */
    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of("repo.git", "server.json", "planted")
                            .noneMatch(own -> file.startsWith(folder.resolve(own))))
                    .toList();
        }
    }

    private Set<String> left() throws IOException {
        try (Stream<Path> files = Files.walk(root(folder))) {
            return files.filter(file -> file.toString().contains("/left/"))
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    private void assertAllIsRevoked() {
        assertThat(planted.made())
                .filteredOn(made -> !made.name().equals(Planted.GIT))
                .hasSize(Planted.OF_AGENT.size())
                .allMatch(Planted.Made::isRevoked);
    }
}
