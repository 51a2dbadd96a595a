package dev.tandemwork.cli;

import dev.tandemwork.cli.live.BoardView;
import dev.tandemwork.event.RunEvent;
import java.util.function.Consumer;

/** Shows a run while it goes, in one of three ways. */
sealed interface Presentation extends AutoCloseable permits TablePresentation, LinePresentation, JsonPresentation {
    /** Returns what is to be told of every event of the run. */
    Consumer<RunEvent> listener();

    /** Begins to show. */
    void begin();

    /** Says something about this program rather than the run. */
    void notice(String text);

    /** Shows how it ended, after {@link #close}. */
    void end(BoardView board, Ending ending);

    /** Gives the terminal back. Closing again has no effect. */
    @Override
    void close();
}
