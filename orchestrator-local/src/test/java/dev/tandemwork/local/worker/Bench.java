package dev.tandemwork.local.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.local.process.ProcessMarker;
import dev.tandemwork.local.process.ProcessTree;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Feedback;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A repository and a runtime below one folder. */
record Bench(Path folder, Repository repository, ProcessWorkerRuntime runtime) implements AutoCloseable {
    static Bench in(Path folder) throws IOException {
        return new Bench(folder, Repository.create(folder), builder(folder).build());
    }

    static ProcessWorkerRuntime.Builder builder(Path folder) {
        return ProcessWorkerRuntime.builder()
                .root(folder.resolve("workers"))
                .agents(Agents.standard().with(new ScriptAgent()))
                .grace(Duration.ofMillis(300))
                .linger(Duration.ofMillis(500));
    }

    Task.Builder task(String script) {
        return task(repository.bare().toString(), script);
    }

    static Task.Builder task(String repository, String script) {
        return Task.builder("one")
                .title("Do one thing")
                .instructions("do it")
                .repository(repository)
                .agent(AgentSpec.command(List.of("sh", "-c", script)));
    }

    WorkerResult run(String script) throws InterruptedException {
        return run(task(script).build());
    }

    WorkerResult run(Task task) throws InterruptedException {
        return runtime.start(first(task)).await();
    }

    static WorkerSpec first(Task task) {
        return WorkerSpec.of(new WorkerId("one-1"), Attempt.first(task));
    }

    /** Runs the next attempt with another script. */
    WorkerResult runNext(WorkerResult before, String script, Feedback why) throws InterruptedException {
        Attempt.Previous left = new Attempt.Previous(
                new WorkerId("one-1"),
                before.session(),
                Optional.of(produced(before).change()),
                before.usage());
        Attempt next = Attempt.first(task(script).build()).next(left, why);
        return runtime.start(WorkerSpec.of(new WorkerId("one-2"), next)).await();
    }

    static WorkerResult.Produced produced(WorkerResult result) {
        assertThat(result).isInstanceOf(WorkerResult.Produced.class);
        return (WorkerResult.Produced) result;
    }

    static WorkerFailure failure(WorkerResult result) {
        assertThat(result).isInstanceOf(WorkerResult.Failed.class);
        return ((WorkerResult.Failed) result).failure();
    }

    /** Returns the names of what is below the runtime's root. */
    List<String> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("workers"), 2)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Returns how many processes the worker has. */
    static int processes(Path folder, String worker) {
        ProcessMarker marker = new WorkerFolder(folder.resolve("workers").resolve(worker)).marker();
        return ProcessTree.of(marker, Optional.empty(), Optional.empty())
                .members()
                .size();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
