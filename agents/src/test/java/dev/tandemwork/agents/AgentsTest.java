package dev.tandemwork.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "droid", "gemini", "opencode"})
    void standardAgent_isFoundByItsName(String name) {
        assertThat(Agents.standard().find(AgentSpec.named(name)).name()).isEqualTo(name);
    }

    @Test
    void command_isFound() {
        assertThat(Agents.standard().find(AgentSpec.command(List.of("true"))).name())
                .isEqualTo("command");
    }

    @Test
    void unknownAgent_isRefused_withTheKnownNames() {
        assertThatExceptionOfType(WorkerException.class)
                .isThrownBy(() -> Agents.standard().find(AgentSpec.named("clod")))
                .withMessage(
                        "agent [clod] is not known; expected one of [claude, codex, command, droid, gemini, opencode]; "
                                + "correct the name, or add the agent by Agents.with(...)")
                .satisfies(thrown -> assertThat(thrown.failure().kind()).isEqualTo(Kind.AGENT_UNAVAILABLE));
    }

    @Test
    void ownAgent_isFound_andTheStandardOnesStay() {
        Agent own = new Agent() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public Invocation invoke(Assignment assignment) {
                return new CommandAgent().invoke(assignment);
            }

            @Override
            public AgentStream read(Assignment assignment) {
                return new CommandAgent().read(assignment);
            }
        };
        Agents agents = Agents.standard().with(own);

        assertThat(agents.find(AgentSpec.named("mine"))).isSameAs(own);
        assertThat(agents.names()).contains("claude", "mine").hasSize(7);
    }
}
