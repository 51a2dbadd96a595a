package dev.tandemwork.task;

import dev.tandemwork.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be done, by one agent, in one pull request.
 *
 * @param id unique within its plan; becomes part of a path and of the branch {@code agent/<id>}
 * @param title one line, the title of the pull request
 * @param instructions what the agent is told
 * @param repository where to clone from: a URL or a folder
 * @param baseBranch the branch to start from and to land on
 * @param agent who does it
 * @param scope globs of the paths that the change may touch; empty for any
 * @param dependsOn ids of the tasks that must have landed before this one starts
 * @param touches globs of the paths that the change will probably touch: a hint for scheduling, never a rule
 * @param setup what makes a clone ready for the agent; empty for nothing
 * @param checks commands that must succeed on the change
 * @param limits the bounds it works under
 */
public record Task(
        String id,
        String title,
        String instructions,
        String repository,
        String baseBranch,
        AgentSpec agent,
        List<String> scope,
        List<String> dependsOn,
        List<String> touches,
        Optional<Setup> setup,
        List<Check> checks,
        Limits limits) {

    /** Copies the lists and checks the id. */
    public Task {
        Names.requireName("task", id);
        scope = List.copyOf(scope);
        dependsOn = List.copyOf(dependsOn);
        touches = List.copyOf(touches);
        checks = List.copyOf(checks);
    }

    /** Returns the branch that this task's agent works on. */
    public String branch() {
        return "agent/" + id;
    }

    /** Returns a builder of the task {@code id}. */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /** Builds a task; {@code instructions}, {@code repository} and {@code agent} must be given. */
    public static final class Builder {
        private final String id;
        private String title;
        private String instructions = "";
        private String repository = "";
        private String baseBranch = "main";
        private AgentSpec agent = AgentSpec.named("claude");
        private List<String> scope = List.of();
        private List<String> dependsOn = List.of();
        private List<String> touches = List.of();
        private Optional<Setup> setup = Optional.empty();
        private final List<Check> checks = new ArrayList<>();
        private Limits limits = Limits.defaults();

        private Builder(String id) {
            this.id = Names.requireName("task", id);
            this.title = id;
        }

        /** Sets the title; the default is the id. */
        public Builder title(String value) {
            title = Objects.requireNonNull(value, "title");
            return this;
        }

        /** Sets what the agent is told. */
        public Builder instructions(String value) {
            instructions = Objects.requireNonNull(value, "instructions");
            return this;
        }

        /** Sets where to clone from. */
        public Builder repository(String value) {
            repository = Objects.requireNonNull(value, "repository");
            return this;
        }

        /** Sets the branch to land on; the default is {@code main}. */
        public Builder baseBranch(String value) {
            baseBranch = Objects.requireNonNull(value, "baseBranch");
            return this;
        }

        /** Sets who does it; the default is {@code claude}. */
        public Builder agent(AgentSpec value) {
            agent = Objects.requireNonNull(value, "agent");
            return this;
        }

        /** Sets the globs that the change may touch. */
        public Builder scope(List<String> globs) {
            scope = globs;
            return this;
        }

        /** Sets the tasks that must have landed before. */
        public Builder dependsOn(List<String> ids) {
            dependsOn = ids;
            return this;
        }

        /** Sets the globs that the change will probably touch. */
        public Builder touches(List<String> globs) {
            touches = globs;
            return this;
        }

        /** Sets what makes a clone ready for the agent; the default is nothing. */
        public Builder setup(Setup value) {
            setup = Optional.of(value);
            return this;
        }

        /** Adds a check. */
        public Builder check(Check check) {
            checks.add(check);
            return this;
        }

        /** Sets the bounds. */
        public Builder limits(Limits value) {
            limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /**
         * Returns the task.
         *
         * @throws IllegalArgumentException if it has no instructions or no repository
         */
        public Task build() {
            require(!instructions.isBlank(), "instructions");
            require(!repository.isBlank(), "repository");
            return new Task(
                    id,
                    title,
                    instructions,
                    repository,
                    baseBranch,
                    agent,
                    scope,
                    dependsOn,
                    touches,
                    setup,
                    checks,
                    limits);
        }

        private void require(boolean given, String field) {
            if (!given) {
                throw new IllegalArgumentException("task [" + id + "] has no " + field + "; set " + field + "(...)");
            }
        }
    }
}
