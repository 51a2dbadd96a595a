package dev.tandemwork.local.worker;

import dev.tandemwork.agents.AgentResult;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.local.git.GitException;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Check;
import dev.tandemwork.task.Setup;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.CheckResult;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;

/** Leads one attempt through its steps: clone, agent, checks, push. Whatever happens, there is a result. */
final class AttemptRun {
    private final AttemptContext context;
    private final Task task;
    private Kind gitFailure = Kind.WORKSPACE;
    private Optional<SessionId> session = Optional.empty();
    private Usage usage = Usage.NONE;

    private AttemptRun(AttemptContext context) {
        this.context = context;
        this.task = context.record().spec().attempt().task();
    }

    static WorkerResult run(AttemptContext context) {
        return new AttemptRun(context).run();
    }

    private WorkerResult run() {
        String message = "attempt at task [" + task.id() + "] took more than "
                + task.limits().attemptTime() + " and was ended; raise the limit attemptTime, or make the task smaller";
        ScheduledFuture<?> timer = context.stopAfter(task.limits().attemptTime(), context.stop(), message);
        try {
            return steps();
        } catch (WorkerException e) {
            return failed(e.failure());
        } catch (GitException e) {
            return failed(context.stop().asked().orElseGet(() -> Failures.of(e, gitFailure)));
        } catch (UncheckedIOException | IOException e) {
            return failed(Failures.of(e));
        } finally {
            timer.cancel(false);
        }
    }

    private WorkerResult steps() throws IOException {
        context.voice().phase("clone");
        Attempt attempt = context.record().spec().attempt();
        Workspace workspace = context.stop()
                .interruptibly(() -> Checkout.prepare(
                        attempt, context.run().space(), context.folder().marker()));
        setUp(workspace);
        context.voice().phase("agent");
        AgentResult told = new AgentRun(context, workspace).run();
        session = told.session();
        usage = told.usage();
        if (told instanceof AgentResult.Failed stuck) {
            return failed(stuck.failure());
        }
        return deliver(workspace, told.fold(AgentResult.Finished::summary, stuck -> ""));
    }

    private void setUp(Workspace workspace) throws IOException {
        if (task.setup().isPresent()) {
            context.voice().phase("setup");
            Setup setup = task.setup().get();
            Check ready = new Check("setup", setup.command(), setup.timeout());
            CheckResult result = CheckRun.run(context, workspace, ready);
            if (!result.passed()) {
                throw Failures.of(
                        result.took().compareTo(setup.timeout()) < 0 ? Kind.WORKSPACE : Kind.TIMEOUT,
                        "setup of task [" + task.id() + "] did not succeed; expected it to end with 0 within "
                                + setup.timeout() + "; it said: " + result.output());
            }
        }
    }

    private WorkerResult deliver(Workspace workspace, String words) throws IOException {
        String summary = context.voice().clean(words);
        CommitId head = context.stop().interruptibly(workspace::commit);
        if (head.equals(workspace.before())) {
            return new WorkerResult.Unchanged(summary, session, usage);
        }
        context.voice().phase("checks");
        List<CheckResult> checks = new ArrayList<>();
        for (Check check : task.checks()) {
            checks.add(CheckRun.run(context, workspace, check));
        }
        context.voice().phase("push");
        gitFailure = Kind.PUSH;
        Change change = context.stop().interruptibly(() -> workspace.push(head));
        return new WorkerResult.Produced(change, summary, checks, session, usage);
    }

    private WorkerResult failed(WorkerFailure why) {
        String message = context.voice().clean(String.valueOf(why.message()));
        return new WorkerResult.Failed(new WorkerFailure(why.kind(), message, why.retryAt()), session, usage);
    }
}
