package dev.tandemwork.local.worker;

import dev.tandemwork.testkit.worker.EventRecorder;
import dev.tandemwork.worker.Worker;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A program with a runtime of its own, that can be killed. Its main method runs the script in a file on a worker. */
record OtherProgram(Process process, BufferedReader output) {
    static OtherProgram start(Path folder, String script, String... options) throws IOException {
        Files.writeString(folder.resolve("script"), script);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), OtherProgram.class.getName(), folder.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new OtherProgram(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    /** Reads what it says up to a line that holds {@code text}, and returns that. */
    String awaitLine(String text) throws IOException {
        StringBuilder read = new StringBuilder();
        @Nullable String line = output.readLine();
        while (line != null && !line.contains(text)) {
            read.append(line).append('\n');
            line = output.readLine();
        }
        if (line == null) {
            throw new AssertionError("the program ended without [" + text + "]; it said: " + read);
        }
        return line;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Prints every phase, and at the end the result and how many bytes were dropped. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        AtomicLong dropped = new AtomicLong();
        try (ProcessWorkerRuntime runtime = Bench.builder(folder).build()) {
            String repository = folder.resolve("repository.git").toString();
            String script = Files.readString(folder.resolve("script"));
            Worker worker =
                    runtime.start(Bench.first(Bench.task(repository, script).build()));
            worker.events().subscribe(EventRecorder.ofFirst(0));
            worker.events().subscribe(new Printer(dropped));
            WorkerResult result = worker.await();
            System.out.println("END " + result.getClass().getSimpleName() + " dropped=" + dropped);
        }
    }

    /** Tells phases, and counts what is dropped. */
    private record Printer(AtomicLong dropped) implements Flow.Subscriber<WorkerEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(WorkerEvent event) {
            if (event instanceof WorkerEvent.Phase phase) {
                System.out.println("PHASE " + phase.phase());
            } else if (event instanceof WorkerEvent.Dropped some) {
                dropped.addAndGet(some.bytes());
            }
        }

        @Override
        public void onError(Throwable problem) {
            System.out.println("ERROR " + problem);
        }

        @Override
        public void onComplete() {
            System.out.println("COMPLETE");
        }
    }
}
