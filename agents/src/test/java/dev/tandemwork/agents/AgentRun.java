package dev.tandemwork.agents;

import dev.tandemwork.agents.Watchdog.Verdict;
import dev.tandemwork.worker.WorkerEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs an invocation the way a runtime does: no input, a home of its own, a watchdog, and nothing left at the end. */
final class AgentRun implements AutoCloseable {
    private static final String MARK = "TANDEMWORK_TEST_RUN";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final String mark = UUID.randomUUID().toString();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<WorkerEvent> events = new CopyOnWriteArrayList<>();
    private final AgentStream stream;
    private final Watchdog watchdog;
    private final Process process;
    private final Path errors;
    private final Thread reader;
    private volatile Verdict verdict = Verdict.KEEP;

    private AgentRun(Invocation invocation, AgentStream stream, Path clone, Path home, Duration idle)
            throws IOException {
        this.stream = stream;
        this.watchdog = Watchdog.start(idle, Duration.ofSeconds(10), System::nanoTime);
        this.errors = Files.createTempFile(home, "stderr", ".txt");
        for (Map.Entry<String, String> file : invocation.homeFiles().entrySet()) {
            Path path = home.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        ProcessBuilder builder = new ProcessBuilder(invocation.command())
                .directory(clone.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(invocation.environment());
        builder.environment().putAll(Map.of("HOME", home.toString(), MARK, mark));
        process = builder.start();
        reader = new Thread(this::read, "tandemwork-test-reader");
        reader.setDaemon(true);
        reader.start();
    }

    static AgentRun start(Invocation invocation, AgentStream stream, Path clone, Path home, Duration idle) {
        try {
            return new AgentRun(invocation, stream, clone, home, idle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end, kills what is too silent, and returns how it went. */
    AgentResult await() throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!process.waitFor(20, TimeUnit.MILLISECONDS) && System.nanoTime() < deadline) {
            verdict = watchdog.verdict(System.nanoTime());
            if (verdict != Verdict.KEEP) {
                killTree();
            }
        }
        killTree();
        reader.join(LONGEST.toMillis());
        return stream.end(process.waitFor(), Files.readString(errors));
    }

    /** Waits until a line has {@code text}. */
    AgentRun awaitLine(String text) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (lines.stream().noneMatch(line -> line.contains(text)) && System.nanoTime() < deadline) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        return this;
    }

    AgentRun signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        return this;
    }

    List<WorkerEvent> events() {
        return List.copyOf(events);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    Verdict verdict() {
        return verdict;
    }

    long pid() {
        return process.pid();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Returns the processes that this run has started and that still live, also those that left its tree. */
    List<ProcessHandle> alive() {
        return ProcessHandle.allProcesses().filter(this::isMine).toList();
    }

    @Override
    public void close() {
        killTree();
    }

    private void killTree() {
        List<ProcessHandle> mine = new ArrayList<>(alive());
        for (int again = 0; !mine.isEmpty() && again < 20; again++) {
            mine.forEach(ProcessHandle::destroyForcibly);
            mine.forEach(one -> one.onExit()
                    .orTimeout(2, TimeUnit.SECONDS)
                    .exceptionally(late -> one)
                    .join());
            mine = new ArrayList<>(alive());
        }
    }

    private boolean isMine(ProcessHandle handle) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(handle.pid()), "environ"));
            return handle.isAlive() && new String(environment, StandardCharsets.ISO_8859_1).contains(MARK + "=" + mark);
        } catch (IOException gone) {
            return false;
        }
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines().forEach(this::accept);
        } catch (IOException | UncheckedIOException e) {
            lines.add("reader ended: " + e);
        }
    }

    private void accept(String line) {
        watchdog.sign();
        events.addAll(stream.accept(line));
        lines.add(line);
        if (stream.isDone()) {
            watchdog.done();
        }
    }

    /** Writes what the process printed, without the paths of this machine, as a transcript to look at or to keep. */
    void record(String name, Map<String, String> scrubbed) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "transcripts"));
        Files.write(folder.resolve(name + ".jsonl"), scrub(scrubbed).toList());
    }

    private Stream<String> scrub(Map<String, String> scrubbed) {
        return lines.stream().map(line -> {
            String text = line;
            for (Map.Entry<String, String> entry : scrubbed.entrySet()) {
                text = text.replace(entry.getKey(), entry.getValue());
            }
            return text.replaceAll("cc-socks/\\d+", "cc-socks/1").replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:1");
        });
    }
}
