package dev.tandemwork.cli;

import dev.tandemwork.cli.live.TaskPath;
import dev.tandemwork.engine.Run;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.RunId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code cancel}. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = {
            "Cancels a run, or a task of it, for good: it can't be resumed.",
            "If no process is at the run, this one records it."
        })
final class CancelCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(20);

    @Mixin
    private RunParameter run = new RunParameter();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "What of it: a task, or a path such as /task[api]; all of it if none is given.")
    private @Nullable String path;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the report.")
    private String reason = "cancelled by " + System.getProperty("user.name", "someone");

    @Mixin
    private StateOption state = new StateOption();

    @Spec
    private @Nullable CommandSpec spec;

    CancelCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        RunId id = run.in(state.folder());
        Standing standing = Standing.of(state.folder(), id);
        requireRunning(standing);
        Optional<NodePath> target = Optional.ofNullable(path).map(TaskPath::parse);
        return standing.client().isPresent() ? there(standing, target) : here(id, target);
    }

    private static void requireRunning(Standing standing) {
        String outcome = standing.board().outcome();
        if (!outcome.equals("running")) {
            throw CommandException.wrong(
                    "run [" + standing.board().run() + "] has ended, " + outcome + "; expected one that has not");
        }
    }

    private int there(Standing standing, Optional<NodePath> target) {
        PrintWriter out = Text.out(spec);
        if (target.isEmpty()) {
            standing.client().orElseThrow().cancel(reason);
            out.println("cancelled; the process at run [" + standing.board().run() + "] ends its workers");
        } else if (standing.client().orElseThrow().cancel(target.get(), reason)) {
            out.println("cancelled [" + target.get() + "]; the rest of the run goes on");
        } else {
            throw nothing(target.get());
        }
        return ExitCode.DONE.code();
    }

    private int here(RunId id, Optional<NodePath> target) throws InterruptedException {
        PrintWriter out = Text.out(spec);
        out.println("no process is at run [" + id + "]; this one records the end");
        out.flush();
        return new Launch(state, new WorkOptions(), new OutputOptions())
                .resume(id, resumed -> cancel(resumed, target))
                .code();
    }

    private void cancel(Run<?> resumed, Optional<NodePath> target) throws InterruptedException {
        if (target.isEmpty()) {
            resumed.cancel(reason);
            return;
        }
        while (!resumed.cancel(target.get(), reason)) {
            if (resumed.await(LOOK).isPresent()) {
                throw nothing(target.get());
            }
        }
        resumed.drain();
    }

    private static CommandException nothing(NodePath target) {
        return CommandException.wrong("nothing that could be cancelled is at [" + target
                + "]; expected a task or a node that has not ended; look at the run with show");
    }
}
