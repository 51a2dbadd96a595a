package dev.tandemwork.sysbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.testkit.docker.DockerSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * A Docker engine of a test's own, to be stopped, frozen and killed. It is in a network of its own, with rules and bridges
 * that the first engine never meets, and reaches this host over a cable. It needs root.
 */
final class SecondEngine {
    private static final String HERE = "10.222.113.1";
    private static final String THERE = "10.222.113.2";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path folder;
    private final String net = "tw" + UUID.randomUUID().toString().substring(0, 6);

    private SecondEngine(Path folder) {
        this.folder = folder;
    }

    /** Starts an engine that has {@code images} of the first one. */
    static SecondEngine with(String... images) throws Exception {
        SecondEngine engine = new SecondEngine(Files.createTempDirectory("tandemwork-engine-"));
        engine.plug();
        engine.start();
        engine.load(images);
        return engine;
    }

    URI uri() {
        return URI.create("unix://" + socket());
    }

    private Path socket() {
        return folder.resolve("docker.sock");
    }

    private void plug() throws Exception {
        run("ip", "netns", "add", net);
        run("ip", "link", "add", net, "type", "veth", "peer", "name", "eth0", "netns", net);
        run("ip", "address", "add", HERE + "/30", "dev", net);
        run("ip", "link", "set", net, "up");
        run("ip", "-n", net, "address", "add", THERE + "/30", "dev", "eth0");
        run("ip", "-n", net, "link", "set", "eth0", "up");
        run("ip", "-n", net, "link", "set", "lo", "up");
        run("ip", "-n", net, "route", "add", "default", "via", HERE);
    }

    /** Starts it, and returns when it answers. */
    void start() throws Exception {
        List<String> command = List.of(
                "nsenter",
                "--net=/run/netns/" + net,
                "dockerd",
                "--config-file=" + Files.writeString(folder.resolve("daemon.json"), "{}"),
                "--data-root=" + folder.resolve("data"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + pidFile(),
                "--host=" + uri(),
                "--bip=10.222.114.1/24",
                "--shutdown-timeout=5");
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        awaitAnswer();
    }

    private void awaitAnswer() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process("docker", "--host", uri().toString(), "info").waitFor() != 0) {
            assertThat(System.nanoTime())
                    .as(Files.readString(folder.resolve("log")))
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void load(String... images) throws Exception {
        List<String> save = new ArrayList<>(List.of("docker", "--host", "unix://" + DockerSocket.path(), "save"));
        save.addAll(List.of(images));
        List<Process> pipe = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder(save),
                new ProcessBuilder("docker", "--host", uri().toString(), "load")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)));
        for (Process process : pipe) {
            assertThat(process.waitFor()).isZero();
        }
    }

    /** Asks it to end, as a host that is updated does, and returns when it has. */
    void stop() throws Exception {
        end("TERM");
    }

    /** Kills it, as a crash does; what runs in containers is not told. */
    void crash() throws Exception {
        end("KILL");
        Files.deleteIfExists(pidFile());
        Files.deleteIfExists(folder.resolve("exec/containerd/containerd.pid"));
    }

    /** Stops it in its tracks: it refuses nothing and answers nothing. */
    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        run("kill", "-" + name, String.valueOf(pid()));
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readString(pidFile()).strip());
    }

    private Path pidFile() {
        return folder.resolve("pid");
    }

    private void end(String signal) throws Exception {
        Optional<ProcessHandle> engine = ProcessHandle.of(pid());
        signal(signal);
        engine.ifPresent(running -> running.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    private static void run(String... command) throws Exception {
        assertThat(process(command).waitFor()).as(String.join(" ", command)).isZero();
    }

    private static Process process(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Ends it, and removes all that it has. */
    void remove() throws Exception {
        if (Files.exists(pidFile())) {
            thaw();
            stop();
        }
        unmount();
        process("ip", "netns", "delete", net).waitFor();
        process("ip", "link", "delete", net).waitFor();
        FileUtils.deleteDirectory(folder.toFile());
    }

    /** What a killed engine has left mounted; the last one first. */
    private void unmount() throws Exception {
        List<String> mounts = Files.readAllLines(Path.of("/proc/mounts")).stream()
                .map(line -> line.split(" ")[1])
                .filter(path -> path.startsWith(folder + "/"))
                .sorted(Comparator.reverseOrder())
                .toList();
        for (String mount : mounts) {
            run("umount", mount);
        }
    }
}
