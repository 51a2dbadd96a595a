package dev.tandemwork.cli.live;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A board on a terminal, drawn in place at most ten times a second. It has the terminal's other screen, so that a change
 * of size leaves nothing behind; closing it gives the first screen and the cursor back.
 */
public final class LiveTable implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l";
    private static final String LEAVE = "\u001b[?7h\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String END_OF_LINE = "\u001b[K";
    private static final String END_OF_SCREEN = "\u001b[J";
    private static final int MILLIS_A_FRAME = 100;

    private final PrintStream out;
    private final Supplier<List<String>> lines;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Guarded by this. */
    private String shown = "";
    /** Guarded by this. */
    private boolean isOpen = true;

    private LiveTable(PrintStream out, Supplier<List<String>> lines) {
        this.out = out;
        this.lines = lines;
    }

    /**
     * Returns a supplier of the lines of {@code board}, as large as the terminal is then. The last column stays free: a
     * terminal that has written there erases it with the rest of the line.
     */
    public static Supplier<List<String>> of(
            Board board, Clock clock, Supplier<TerminalSize> size, Palette palette, Hints hints) {
        return () -> {
            TerminalSize now = size.get();
            return Table.draw(
                    board.view(), clock.instant(), new Table.Frame(now.columns() - 1, now.rows(), palette, hints));
        };
    }

    /** Begins to draw what {@code lines} returns. */
    public static LiveTable open(PrintStream out, Supplier<List<String>> lines) {
        LiveTable table = new LiveTable(out, lines);
        out.print(ENTER);
        out.flush();
        Thread thread = new Thread(table::drawUntilClosed, "tandemwork-table");
        thread.setDaemon(true);
        thread.start();
        return table;
    }

    private void drawUntilClosed() {
        try {
            do {
                draw();
            } while (!closed.await(MILLIS_A_FRAME, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void draw() {
        String frame = frame(lines.get());
        if (isOpen && !frame.equals(shown)) {
            shown = frame;
            out.print(frame);
            out.flush();
        }
    }

    /** No line end follows the last line, so that a full screen does not scroll. */
    static String frame(List<String> lines) {
        return HOME + String.join(END_OF_LINE + "\r\n", lines) + END_OF_LINE + END_OF_SCREEN;
    }

    /** Draws all again, also what has not changed: the terminal was resized, or cleared. */
    public synchronized void refresh() {
        shown = "";
    }

    @Override
    public synchronized void close() {
        if (isOpen) {
            isOpen = false;
            closed.countDown();
            out.print(LEAVE);
            out.flush();
        }
    }
}
