package dev.tandemwork.cli;

import dev.tandemwork.cli.live.BoardView;
import dev.tandemwork.cli.live.Hints;
import dev.tandemwork.cli.live.Palette;
import dev.tandemwork.cli.live.Printable;
import dev.tandemwork.cli.live.Table;
import java.io.PrintStream;
import java.time.Instant;

/** What is left on the screen when a run has ended. */
final class Summary {
    /**
     * How it looks.
     *
     * @param columns how wide a line may be
     * @param palette the colours
     * @param hints the commands to show
     */
    record Look(int columns, Palette palette, Hints hints) {}

    private Summary() {}

    static void print(BoardView board, Ending ending, PrintStream out, Look look) {
        Table.Frame frame = new Table.Frame(look.columns(), Integer.MAX_VALUE, look.palette(), look.hints());
        Table.draw(board, Instant.now(), frame).forEach(out::println);
        out.println();
        ending.sentences().forEach(sentence -> out.println(Printable.line(sentence)));
        ending.report().ifPresent(file -> out.println("report: " + file));
        out.flush();
    }
}
