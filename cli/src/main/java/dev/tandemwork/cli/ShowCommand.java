package dev.tandemwork.cli;

import dev.tandemwork.cli.live.BoardJson;
import dev.tandemwork.cli.live.Elapsed;
import dev.tandemwork.cli.live.Hints;
import dev.tandemwork.cli.live.Palette;
import dev.tandemwork.cli.live.Printable;
import dev.tandemwork.cli.live.TaskView;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.journal.RunId;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the tasks of a run, and what it waits for, also while another process is at it.")
final class ShowCommand implements Callable<Integer> {
    private static final int LONGEST_ENTRY = 2000;

    @Mixin
    private RunParameter run = new RunParameter();

    @Option(names = "--journal", description = "Print what is recorded instead, an entry a line.")
    private boolean journal;

    @Mixin
    private StateOption state = new StateOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private @Nullable CommandSpec spec;

    ShowCommand() {}

    @Override
    public Integer call() {
        RunId id = run.in(state.folder());
        PrintWriter out = Text.out(spec);
        if (journal) {
            journal(RunParameter.entries(state.folder(), id), out);
            return ExitCode.DONE.code();
        }
        Standing standing = Standing.of(state.folder(), id);
        if (output.isJson()) {
            out.println(BoardJson.write(standing.board()).put("state", standing.word()));
        } else {
            show(standing, out);
        }
        return ExitCode.DONE.code();
    }

    private static void journal(List<JournalEntry> entries, PrintWriter out) {
        for (int i = 0; i < entries.size(); i++) {
            String entry = Printable.line(entries.get(i).toString());
            out.println(i + " " + Printable.clip(entry, LONGEST_ENTRY));
        }
    }

    private void show(Standing standing, PrintWriter out) {
        Palette palette = output.palette();
        Hints hints = state.hints(RunId.of(standing.board().run()));
        out.println(palette.bold(standing.board().title()) + "  run " + hints.run() + ", " + standing.word() + ", "
                + standing.board().cost());
        standing.board().tasks().forEach(task -> show(task, out, palette));
        standing.board().questions().forEach(question -> {
            out.println();
            out.println(palette.bold(question.prompt()));
            out.println(palette.dim("  path: " + question.path()));
            hints.answers(question).forEach(answer -> out.println("  " + answer));
        });
        if (standing.word().equals("stopped")) {
            out.println();
            out.println("go on with: " + hints.command("resume"));
        }
        if (standing.word().equals("empty")) {
            out.println("it never began; start it again, under the same name if you like, or remove it with gc");
        }
    }

    private static void show(TaskView task, PrintWriter out, Palette palette) {
        out.println();
        out.println(palette.bold(task.id()) + "  " + task.phase().word() + "  " + Printable.line(task.title()));
        Instant now = Instant.now();
        String elapsed = task.elapsed(now).map(Elapsed::of).orElse("not begun");
        out.println("  attempts " + task.attempts() + ", " + elapsed + ", " + task.cost());
        task.pullRequest().ifPresent(number -> out.println("  pull request " + number));
        task.commit().ifPresent(hash -> out.println("  merged as " + hash));
        if (!task.note().isEmpty()) {
            out.println("  " + task.note(now));
        }
    }
}
