package dev.tandemwork.engine;

import dev.tandemwork.ContractException;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Failure.Reason;
import dev.tandemwork.graph.Scope;
import dev.tandemwork.graph.Step;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The steps that only decide what comes next. */
final class GlueOps {
    private GlueOps() {}

    /** Returns what {@code glue} returns; null if it failed, and the fiber with it. */
    static <T> @Nullable T call(Fiber fiber, String what, Supplier<? extends @Nullable T> glue) {
        try {
            T result = glue.get();
            if (result == null) {
                fiber.fail(Failures.nothing(fiber.scope(), what));
            }
            return result;
        } catch (ContractException broken) {
            fiber.fail(Failures.of(fiber.scope(), broken));
            return null;
        } catch (Throwable thrown) {
            fiber.fail(Failures.glue(fiber.scope(), what, thrown));
            return null;
        }
    }

    static final class Glue extends Op {
        private final Step.Glue step;

        Glue(Step.Glue step) {
            super(List.of());
            this.step = step;
        }

        @Override
        boolean step(Fiber fiber) {
            fiber.setGlued(call(fiber, "map", () -> step.function().apply(fiber.value())));
            return true;
        }
    }

    static final class Enter extends Op {
        private final Scope<?, ?> scope;
        private final Block body;

        Enter(Scope<?, ?> scope, Block body) {
            super(Program.knownNames(new Step.Enter(scope)));
            this.scope = scope;
            this.body = body;
        }

        @Override
        boolean step(Fiber fiber) {
            var path = fiber.child(scope.name(), scope.formerNames());
            BudgetAccount account = scope.budget()
                    .map(limit -> fiber.execution().account(fiber.account(), path, limit))
                    .orElse(fiber.account());
            fiber.push(body, path, account, ended -> {});
            return true;
        }
    }

    static final class With extends Op {
        private final Step.With step;
        private final Block body;

        With(Step.With step, Block body) {
            super(Program.knownNames(step));
            this.step = step;
            this.body = body;
        }

        @Override
        boolean step(Fiber fiber) {
            Object before = fiber.value();
            fiber.pushInline(
                    body,
                    ended -> ended.setGlued(
                            call(ended, "with", () -> step.combine().apply(before, ended.value()))));
            return true;
        }
    }

    static final class When extends Op {
        private final Step.When step;
        private final Block body;

        When(Step.When step, Block body) {
            super(Program.knownNames(step));
            this.step = step;
            this.body = body;
        }

        @Override
        boolean step(Fiber fiber) {
            Boolean taken = call(fiber, "when", () -> step.test().test(fiber.value()));
            if (Boolean.TRUE.equals(taken)) {
                fiber.pushInline(body);
            }
            return true;
        }
    }

    static final class Route extends Op {
        private final Step.Route step;
        private final List<Block> arms;

        Route(Step.Route step, List<Block> arms) {
            super(Program.knownNames(step));
            this.step = step;
            this.arms = arms;
        }

        @Override
        boolean step(Fiber fiber) {
            Object value = fiber.value();
            for (int i = 0; i < arms.size(); i++) {
                if (step.arms().get(i).type().isInstance(value)) {
                    fiber.pushInline(arms.get(i));
                    return true;
                }
            }
            fiber.fail(Failure.of(
                    Reason.CONTRACT,
                    fiber.scope(),
                    "route over " + step.type().getSimpleName() + " was given a "
                            + value.getClass().getName() + "; expected one of its cases"));
            return true;
        }
    }

    static final class Stop extends Op {
        private final Step.Stop step;

        Stop(Step.Stop step) {
            super(List.of(step.name()));
            this.step = step;
        }

        @Override
        boolean step(Fiber fiber) {
            String message = call(
                    fiber,
                    "message of [" + step.name() + "]",
                    () -> step.message().apply(fiber.value()));
            if (message != null) {
                fiber.fail(Failure.of(Reason.STOPPED, fiber.child(step.name(), List.of()), message));
            }
            return true;
        }
    }
}
