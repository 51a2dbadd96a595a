package dev.tandemwork.local.worker;

import dev.tandemwork.agents.output.OutputListener;
import dev.tandemwork.agents.output.TextTail;
import dev.tandemwork.local.process.Command;
import dev.tandemwork.task.Check;
import dev.tandemwork.worker.CheckResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;

/** Runs one check of a task on its change. */
final class CheckRun implements OutputListener {
    private static final int TAIL = 4 << 10;

    private final AttemptContext context;
    private final Check check;
    private final TextTail tail = TextTail.of(TAIL);

    private CheckRun(AttemptContext context, Check check) {
        this.context = context;
        this.check = check;
    }

    static CheckResult run(AttemptContext context, Workspace workspace, Check check) throws IOException {
        Command command =
                new Command(check.command(), context.environment().plain(), Workspace.clone(workspace.space()));
        return new CheckRun(context, check).run(command);
    }

    private CheckResult run(Command command) throws IOException {
        long start = System.nanoTime();
        boolean passed = command.program().isPresent() && succeeds(command);
        if (command.program().isEmpty()) {
            tail.add("program [" + command.line().get(0) + "] is not found; expected it on the PATH");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new CheckResult(check.name(), passed, took, context.voice().clean(tail.toString()));
    }

    private boolean succeeds(Command command) throws IOException {
        StopSignal stop = StopSignal.under(context.stop());
        ScheduledFuture<?> timer = context.stopAfter(check.timeout(), stop, "check [" + check.name() + "]");
        Duration grace = context.settings().grace();
        RunEnd end = CommandRun.watch(
                context.launch(command), new Watch(check.timeout().plus(grace), grace, grace), stop, this);
        timer.cancel(false);
        context.stop().check();
        if (end.cause() != RunEnd.Cause.EXITED) {
            tail.add("check [" + check.name() + "] took more than " + check.timeout() + " and was ended");
        }
        return end.cause() == RunEnd.Cause.EXITED && end.exitCode() == 0;
    }

    @Override
    public boolean output(String line, long dropped) {
        tail.add(context.voice().clean(line));
        context.voice().line(line, dropped);
        return false;
    }

    @Override
    public void error(String line, long dropped) {
        output(line, dropped);
    }
}
