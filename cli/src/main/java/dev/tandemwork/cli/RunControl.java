package dev.tandemwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.cli.control.Controlled;
import dev.tandemwork.cli.live.Board;
import dev.tandemwork.cli.live.BoardJson;
import dev.tandemwork.engine.Run;
import dev.tandemwork.graph.NodePath;

/** Lets other processes at a run of this one. */
record RunControl(Run<?> run, Board board) implements Controlled {
    @Override
    public JsonNode show() {
        return BoardJson.write(board.view());
    }

    @Override
    public void answer(NodePath question, String json, String by) {
        run.answerJson(question, json, by);
    }

    @Override
    public void cancel(String reason) {
        run.cancel(reason);
    }

    @Override
    public boolean cancel(NodePath path, String reason) {
        return run.cancel(path, reason);
    }
}
