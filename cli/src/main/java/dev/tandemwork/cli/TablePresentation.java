package dev.tandemwork.cli;

import dev.tandemwork.cli.live.Board;
import dev.tandemwork.cli.live.BoardView;
import dev.tandemwork.cli.live.Hints;
import dev.tandemwork.cli.live.LiveTable;
import dev.tandemwork.cli.live.Palette;
import dev.tandemwork.cli.live.Printable;
import dev.tandemwork.cli.live.TerminalSize;
import dev.tandemwork.event.RunEvent;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A table on a terminal, redrawn in place. */
final class TablePresentation implements Presentation {
    private final Board board;
    private final PrintStream out;
    private final Palette palette;
    private final Hints hints;
    private final Thread atExit = new Thread(this::close, "tandemwork-restore");
    private volatile TerminalSize size = TerminalSize.now();
    private volatile String notice = "";
    private volatile @Nullable LiveTable table;

    TablePresentation(Board board, PrintStream out, Palette palette, Hints hints) {
        this.board = board;
        this.out = out;
        this.palette = palette;
        this.hints = hints;
    }

    @Override
    public Consumer<RunEvent> listener() {
        return board;
    }

    @Override
    public void begin() {
        Runtime.getRuntime().addShutdownHook(atExit);
        Supplier<List<String>> lines = LiveTable.of(board, Clock.systemUTC(), () -> size, palette, hints);
        LiveTable opened = LiveTable.open(out, () -> withNotice(lines.get()));
        table = opened;
        Signals.handle("WINCH", () -> resized(opened));
    }

    private void resized(LiveTable opened) {
        size = TerminalSize.now();
        opened.refresh();
    }

    /** The second line is blank otherwise. */
    private List<String> withNotice(List<String> lines) {
        if (notice.isEmpty() || lines.size() < 2) {
            return lines;
        }
        List<String> noticed = new ArrayList<>(lines);
        noticed.set(1, palette.dim(Printable.clip(notice, size.columns() - 1)));
        return noticed;
    }

    @Override
    public void notice(String text) {
        notice = text;
    }

    @Override
    public void end(BoardView view, Ending ending) {
        Summary.print(view, ending, out, new Summary.Look(size.columns(), palette, hints));
    }

    @Override
    public void close() {
        LiveTable opened = table;
        if (opened != null) {
            opened.close();
        }
    }
}
