package dev.tandemwork.agents;

import dev.tandemwork.worker.WorkerEvent;
import java.util.List;

/** Reads lines, and hands those that are JSON objects to a dialect. */
final class DialectStream implements AgentStream {
    private final Dialect dialect;

    DialectStream(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public List<WorkerEvent> accept(String line) {
        return Json.object(line).flatMap(dialect::accept).orElseGet(() -> kept(line));
    }

    @Override
    public boolean isDone() {
        return dialect.ending().isPresent();
    }

    @Override
    public AgentResult end(int exitCode, String errorTail) {
        return dialect.ending()
                .map(told -> dialect.settle(told, exitCode))
                .orElseGet(() -> Ending.failed(dialect.withoutResult(exitCode, errorTail)))
                .result(dialect.session(), dialect.usage());
    }

    private static List<WorkerEvent> kept(String line) {
        return line.isBlank() ? List.of() : List.of(new WorkerEvent.Line(Visible.line(line)));
    }
}
