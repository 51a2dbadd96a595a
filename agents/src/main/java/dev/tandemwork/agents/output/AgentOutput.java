package dev.tandemwork.agents.output;

import dev.tandemwork.agents.AgentResult;
import dev.tandemwork.agents.AgentStream;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.worker.WorkerFailure;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands what an agent says to its reader, and holds the reader to its contract. */
public final class AgentOutput implements OutputListener {
    private static final int TAIL = 8 << 10;

    private final String agent;
    private final AgentStream stream;
    private final Voice voice;
    private final TextTail errors = TextTail.of(TAIL);

    /** Guarded by this: what the reader has thrown. */
    private @Nullable RuntimeException broken;

    private AgentOutput(String agent, AgentStream stream, Voice voice) {
        this.agent = agent;
        this.stream = stream;
        this.voice = voice;
    }

    /** Returns a reader of what {@code agent} says, by {@code stream}, told by {@code voice}. */
    public static AgentOutput of(String agent, AgentStream stream, Voice voice) {
        return new AgentOutput(agent, stream, voice);
    }

    /** The agent is drained to its end also when its reader is broken, or it would hang. */
    @Override
    public synchronized boolean output(String line, long dropped) {
        voice.keep(line, dropped);
        if (broken != null) {
            return true;
        }
        try {
            stream.accept(line).forEach(voice::tell);
            return stream.isDone();
        } catch (RuntimeException e) {
            broken = e;
            return true;
        }
    }

    @Override
    public void error(String line, long dropped) {
        errors.add(voice.clean(line));
        voice.line(line, dropped);
    }

    /** Returns how the agent ended, whose process has exited with {@code exitCode}. */
    public synchronized AgentResult end(int exitCode) {
        if (broken != null) {
            return broken(broken);
        }
        try {
            return Objects.requireNonNull(stream.end(exitCode, errors.toString()), "the result is null");
        } catch (RuntimeException e) {
            return broken(e);
        }
    }

    private AgentResult broken(RuntimeException cause) {
        String message = "agent adapter [" + agent + "] threw " + cause
                + " while it read the output; expected events for any line";
        return new AgentResult.Failed(
                WorkerFailure.of(WorkerFailure.Kind.AGENT_ERROR, message), Optional.empty(), Usage.NONE);
    }

    /** Returns whether the agent has complained that no process can be started any more, as shells do. */
    public boolean sawNoProcesses() {
        String said = errors.toString();
        return said.contains("Cannot fork")
                || said.contains("fork: ") && said.contains("Resource temporarily unavailable");
    }

    /** Returns whether the agent has complained of a full disk. */
    public boolean sawFullDisk() {
        return errors.toString().contains("No space left on device");
    }
}
