package dev.tandemwork.testkit.delivery;

import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.delivery.Delivery;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Task;
import dev.tandemwork.testkit.review.ScriptedReviewer;
import dev.tandemwork.testkit.scm.FakeRepository;
import dev.tandemwork.testkit.scm.FakeScm;
import dev.tandemwork.testkit.worker.FakeWorkerRuntime;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerResult;
import dev.tandemwork.worker.WorkerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host, a runtime and a reviewer in memory. */
final class DeliveryWorld {
    static final Usage COST = Usage.of(Money.usd(0.25));

    private static final String SHARED = "shop.txt";

    final FakeScm scm = FakeScm.create();
    final FakeRepository repository = scm.repository("shop");
    final FakeWorkerRuntime runtime = FakeWorkerRuntime.of(4);
    final ScriptedReviewer reviewer = ScriptedReviewer.named("style");

    Task.Builder task(String id) {
        script(id, 1);
        return plain(id);
    }

    /** Returns a task of which nothing is scripted. */
    static Task.Builder plain(String id) {
        return Task.builder(id).instructions("Do " + id).repository("shop").agent(AgentSpec.command(List.of("true")));
    }

    /** Has the attempt {@code number} at {@code task} push a file of its own. */
    void script(String task, int number) {
        runtime.script(task, number, spec -> produced(spec, Map.of(task + ".txt", "attempt " + number + "\n")));
    }

    /** Has both attempts at {@code task} change a file that others change too; the second takes theirs. */
    void scriptShared(String task) {
        runtime.script(task, 1, spec -> produced(spec, Map.of(task + ".txt", "1\n", SHARED, task + "\n")));
        runtime.script(
                task,
                2,
                spec -> produced(spec, Map.of(SHARED, repository.files("main").get(SHARED))));
    }

    WorkerResult produced(WorkerSpec spec, Map<String, String> files) {
        Task task = spec.attempt().task();
        CommitId base = repository.head("main").orElseThrow();
        CommitId head = repository.push(task.branch(), "main", files);
        Change change = new Change("shop", task.branch(), "main", base, head, Optional.empty());
        return new WorkerResult.Produced(
                change, "done", List.of(), Optional.of(new SessionId("session-" + task.id())), COST);
    }

    Delivery.Builder delivery() {
        return Delivery.builder(runtime, scm).reviewer(reviewer);
    }
}
