package dev.tandemwork.cli;

import dev.tandemwork.cli.control.ControlClient;
import dev.tandemwork.cli.live.Board;
import dev.tandemwork.cli.live.BoardJson;
import dev.tandemwork.cli.live.BoardView;
import dev.tandemwork.journal.RunId;
import java.time.Clock;
import java.util.Optional;

/**
 * How a run stands, seen from another process.
 *
 * @param client the process that is at it, if any
 * @param board its tasks
 */
record Standing(Optional<ControlClient> client, BoardView board) {
    static Standing of(StateFolder state, RunId run) {
        Optional<ControlClient> client = ControlClient.find(state.run(run));
        BoardView board = client.isPresent()
                ? BoardJson.read(client.get().show())
                : Board.of(run.value(), RunParameter.entries(state, run), Clock.systemUTC())
                        .view();
        return new Standing(client, board);
    }

    /**
     * Returns a word: {@code running}, {@code waiting}, {@code stopped}, {@code empty} if its process was ended before it
     * began, or how it ended.
     */
    String word() {
        if (!board.outcome().equals("running") || client.isPresent()) {
            return board.outcome();
        }
        if (board.began().isEmpty()) {
            return "empty";
        }
        return board.questions().isEmpty() ? "stopped" : "waiting";
    }
}
