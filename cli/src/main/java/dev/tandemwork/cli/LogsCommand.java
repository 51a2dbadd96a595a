package dev.tandemwork.cli;

import dev.tandemwork.cli.control.ControlClient;
import dev.tandemwork.cli.live.Printable;
import dev.tandemwork.cli.live.TaskPath;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.RunId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code logs}. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints what workers, reviews and merges have said.")
final class LogsCommand implements Callable<Integer> {
    private static final int MILLIS_BETWEEN_LOOKS = 250;

    @Mixin
    private RunParameter run = new RunParameter();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "Of what: a task, or a path such as /task[api]/landing#1; all of it if none is given.")
    private @Nullable String path;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the process at the run has left it.")
    private boolean follow;

    @Mixin
    private StateOption state = new StateOption();

    @Spec
    private @Nullable CommandSpec spec;

    LogsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        RunId id = run.in(state.folder());
        PrintWriter out = Text.out(spec);
        Path folder = state.folder().logs(id);
        LogTail tail = LogTail.of(folder, target(), (of, line) -> out.println(of + " | " + Printable.line(line)));
        boolean isOver;
        CountDownLatch never = new CountDownLatch(1);
        do {
            isOver = !follow || ControlClient.find(state.folder().run(id)).isEmpty();
            tail.read();
            out.flush();
        } while (!isOver && !never.await(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS));
        if (tail.isEmpty()) {
            throw CommandException.wrong("nothing was said by [" + target() + "] in run [" + id
                    + "]; expected a task or a path that has worked; look at the run with show");
        }
        return ExitCode.DONE.code();
    }

    private NodePath target() {
        return path == null ? NodePath.root() : TaskPath.parse(path);
    }
}
