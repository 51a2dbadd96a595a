package dev.tandemwork.cli;

import dev.tandemwork.cli.live.Board;
import dev.tandemwork.cli.live.BoardView;
import dev.tandemwork.cli.live.Hints;
import dev.tandemwork.cli.live.Narrator;
import dev.tandemwork.cli.live.Palette;
import dev.tandemwork.event.RunEvent;
import java.io.PrintStream;
import java.time.Clock;
import java.util.function.Consumer;

/** A line an event, for a file or a pipe. */
final class LinePresentation implements Presentation {
    private static final int COLUMNS = 160;

    private final PrintStream out;
    private final Hints hints;
    private final Narrator narrator;

    LinePresentation(Board board, PrintStream out, Hints hints) {
        this.out = out;
        this.hints = hints;
        this.narrator = Narrator.to(out::println, board, Clock.systemUTC());
    }

    @Override
    public Consumer<RunEvent> listener() {
        return narrator;
    }

    @Override
    public void begin() {
        out.println("run [" + hints.run() + "]");
    }

    @Override
    public void notice(String text) {
        out.println("note: " + text);
    }

    @Override
    public void end(BoardView view, Ending ending) {
        out.println();
        Summary.print(view, ending, out, new Summary.Look(COLUMNS, Palette.PLAIN, hints));
    }

    @Override
    public void close() {
        out.flush();
    }
}
