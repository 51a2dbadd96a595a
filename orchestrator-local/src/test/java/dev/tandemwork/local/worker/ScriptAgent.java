package dev.tandemwork.local.worker;

import dev.tandemwork.agents.Agent;
import dev.tandemwork.agents.AgentResult;
import dev.tandemwork.agents.AgentStream;
import dev.tandemwork.agents.Assignment;
import dev.tandemwork.agents.Invocation;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent that is a shell script: it is done when it prints a line that begins with RESULT. */
final class ScriptAgent implements Agent {
    @Override
    public String name() {
        return "command";
    }

    @Override
    public Invocation invoke(Assignment assignment) {
        String session = assignment.session().map(SessionId::value).orElse("none");
        return new Invocation(assignment.agent().command(), Map.of("SESSION", session), Map.of(".script/config", "on"));
    }

    @Override
    public AgentStream read(Assignment assignment) {
        return new Stream();
    }

    /** Every line is told as it is. */
    private static final class Stream implements AgentStream {
        private Optional<String> result = Optional.empty();

        @Override
        public List<WorkerEvent> accept(String line) {
            if (line.startsWith("THROW")) {
                throw new IllegalStateException("this adapter is broken");
            }
            if (line.startsWith("RESULT")) {
                result = Optional.of(line.substring("RESULT".length()).strip());
            }
            return List.of(new WorkerEvent.Line(line));
        }

        @Override
        public boolean isDone() {
            return result.isPresent();
        }

        @Override
        public AgentResult end(int exitCode, String errorTail) {
            Optional<SessionId> session = Optional.of(new SessionId("s-1"));
            Usage usage = new Usage(Money.usd(0.5), 10, 20);
            if (result.isPresent()) {
                return new AgentResult.Finished(result.get(), session, usage);
            }
            String message = "the agent ended with exit code " + exitCode + " and no result: " + errorTail;
            return new AgentResult.Failed(WorkerFailure.of(WorkerFailure.Kind.NO_RESULT, message), session, usage);
        }
    }
}
