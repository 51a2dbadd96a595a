package dev.tandemwork.engine;

import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Failure.Reason;
import dev.tandemwork.graph.Loop;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.Step;
import org.jspecify.annotations.Nullable;

/** A loop. Each round replaces the frame of the one before, so that the last costs what the first does. */
final class RoundsOp extends Op {
    private final Step.Rounds step;
    private final Block body;
    private final @Nullable Block exhausted;

    RoundsOp(Step.Rounds step, Block body, @Nullable Block exhausted) {
        super(Program.knownNames(step));
        this.step = step;
        this.body = body;
        this.exhausted = exhausted;
    }

    @Override
    boolean step(Fiber fiber) {
        Long bound = GlueOps.call(
                fiber, "bound of loop [" + step.name() + "]", () -> step.bound().applyAsLong(fiber.value()));
        if (bound != null) {
            String name = fiber.child(step.name(), step.formerNames()).segment();
            new Round(name, 1, bound).begin(fiber);
        }
        return true;
    }

    private void exhaust(Fiber fiber, long bound) {
        if (exhausted == null) {
            fiber.fail(Failure.of(
                    Reason.EXHAUSTED,
                    fiber.scope().child(step.name()),
                    "loop [" + step.name() + "] used up its " + bound
                            + " rounds; raise the bound, or say by onExhausted(...) what follows then"));
        } else {
            fiber.pushInline(exhausted);
        }
    }

    private final class Round implements Frame.Owner {
        private final String name;
        private final long number;
        private final long bound;

        Round(String name, long number, long bound) {
            this.name = name;
            this.number = number;
            this.bound = bound;
        }

        void begin(Fiber fiber) {
            if (number > bound) {
                exhaust(fiber, bound);
            } else {
                fiber.push(body, fiber.scope().round(name, number), fiber.account(), this);
            }
        }

        @Override
        public @Nullable NodePath next(NodePath scope) {
            NodePath around = scope.parent();
            return around == null ? null : around.round(name, number + 1);
        }

        @Override
        public void returned(Fiber fiber) {
            Loop<Object, Object> decision = GlueOps.call(
                    fiber, "loop [" + step.name() + "]", () -> step.decide().apply(fiber.value()));
            if (decision instanceof Loop.Again<Object, Object> again) {
                fiber.setValue(again.input());
                new Round(name, number + 1, bound).begin(fiber);
            } else if (decision instanceof Loop.Done<Object, Object> done) {
                fiber.setValue(done.result());
            }
        }
    }
}
