package dev.tandemwork.journal;

import com.google.common.collect.MapMaker;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Another process that writes a run until it is ended. */
final class WriterProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private WriterProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Appends numbers, and says each one when it is stored; or says why it may not. */
    public static void main(String[] arguments) {
        FileRunStore store = FileRunStore.at(Path.of(arguments[0]));
        try (RunLog log = store.runs().isEmpty() ? store.create(Runs.RUN) : store.open(Runs.RUN)) {
            for (int number = 1; ; number++) {
                log.append(List.of(text(number).getBytes(StandardCharsets.UTF_8)));
                System.out.println(number);
            }
        } catch (RunStoreException e) {
            System.out.println(e.kind() + " " + e.getMessage());
        }
    }

    static WriterProcess start(Path root) throws IOException, URISyntaxException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes =
                String.join(":", classes(RunStore.class), classes(WriterProcess.class), classes(MapMaker.class));
        String main = WriterProcess.class.getName();
        return new WriterProcess(new ProcessBuilder(java, "-cp", classes, main, root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Returns what a process says that can't have the place. */
    static String refusal(Path root) throws IOException, URISyntaxException {
        try (WriterProcess refused = start(root)) {
            return refused.out.readLine();
        }
    }

    /** Returns the first {@code count} records. */
    static List<String> expected(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(WriterProcess::text).toList();
    }

    /** Waits until at least {@code count} records are stored, and returns how many are known to be. */
    int awaitAppends(int count) throws IOException {
        int last = 0;
        while (last < count) {
            last = Integer.parseInt(out.readLine());
        }
        return last;
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        out.close();
    }

    private static String text(int number) {
        return "{\"n\":" + number + ",\"text\":\"" + "x".repeat(number % 300) + "\"}";
    }

    private static String classes(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
