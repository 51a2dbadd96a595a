package dev.tandemwork.cli;

import dev.tandemwork.TandemworkException;
import dev.tandemwork.cli.live.BoardJson;
import dev.tandemwork.cli.live.BoardView;
import dev.tandemwork.cli.live.Phase;
import dev.tandemwork.cli.live.Printable;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.journal.RunId;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code runs}. */
@Command(name = "runs", mixinStandardHelpOptions = true, description = "Lists the runs, oldest first.")
final class RunsCommand implements Callable<Integer> {
    private static final String ROW = "%-32s %-10s %-7s %-16s %8s  %s%n";

    @Mixin
    private StateOption state = new StateOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private @Nullable CommandSpec spec;

    RunsCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = Text.out(spec);
        List<RunId> runs;
        try (FileRunStore store = state.folder().existing()) {
            runs = store.runs();
        }
        if (!output.isJson()) {
            out.printf(ROW, "RUN", "STATE", "LANDED", "BEGAN", "COST", "PLAN");
        }
        runs.forEach(run -> print(run, out));
        return ExitCode.DONE.code();
    }

    /** One run that can't be read does not hide the others. */
    private void print(RunId run, PrintWriter out) {
        try {
            Standing standing = Standing.of(state.folder(), run);
            if (output.isJson()) {
                out.println(BoardJson.write(standing.board()).put("state", standing.word()));
            } else {
                print(standing, out);
            }
        } catch (TandemworkException unreadable) {
            out.println(unreadable(run, String.valueOf(unreadable.getMessage())));
        }
    }

    private Object unreadable(RunId run, String message) {
        return output.isJson()
                ? BoardJson.unreadable(run.value(), message)
                : run + "  can't be read: " + Printable.line(message);
    }

    private static void print(Standing standing, PrintWriter out) {
        BoardView board = standing.board();
        DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());
        out.printf(
                ROW,
                board.run(),
                standing.word(),
                board.count(Phase.LANDED) + "/" + board.tasks().size(),
                board.began().map(time::format).orElse(""),
                board.cost(),
                board.title());
    }
}
