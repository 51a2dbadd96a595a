package dev.tandemwork.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.cli.live.Board;
import dev.tandemwork.cli.live.BoardJson;
import dev.tandemwork.cli.live.BoardView;
import dev.tandemwork.cli.live.JsonEvents;
import dev.tandemwork.event.RunEvent;
import java.io.PrintStream;
import java.time.Clock;
import java.util.function.Consumer;

/** A JSON object an event, for programs. */
final class JsonPresentation implements Presentation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final JsonEvents events;

    JsonPresentation(Board board, PrintStream out) {
        this.out = out;
        this.events = JsonEvents.to(this::println, board, Clock.systemUTC());
    }

    @Override
    public Consumer<RunEvent> listener() {
        return events;
    }

    @Override
    public void begin() {
        out.flush();
    }

    @Override
    public void notice(String text) {
        println(JSON.createObjectNode().put("event", "notice").put("text", text).toString());
    }

    @Override
    public void end(BoardView view, Ending ending) {
        ObjectNode json = JSON.createObjectNode()
                .put("event", "ended")
                .put("outcome", ending.outcome())
                .put("exit", ending.exit().code());
        ending.report().ifPresent(file -> json.put("report", file.toString()));
        ending.sentences().forEach(json.putArray("sentences")::add);
        json.set("board", BoardJson.write(view));
        println(json.toString());
    }

    private synchronized void println(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
