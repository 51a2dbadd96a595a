package dev.tandemwork.engine;

import com.google.common.hash.Hashing;
import dev.tandemwork.graph.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A graph, made ready to be run.
 *
 * @param root its steps
 * @param pools names of the slot pools that its nodes use
 * @param fingerprint of its structure: the steps and their names
 */
record Program(Block root, Set<String> pools, String fingerprint) {
    static Program of(List<Step> steps) {
        Set<String> pools = new TreeSet<>();
        StringBuilder structure = new StringBuilder();
        describe(steps, structure);
        Block root = new Compiler(pools).block(steps);
        return new Program(
                root,
                pools,
                Hashing.farmHashFingerprint64().hashUnencodedChars(structure).toString());
    }

    private static void describe(List<Step> steps, StringBuilder text) {
        for (Step step : steps) {
            text.append(step.getClass().getSimpleName()).append(step.names()).append('{');
            step.bodies().forEach(body -> describe(body, text));
            text.append('}');
        }
    }

    /** Makes blocks, and takes note of the pools that they use. */
    private record Compiler(Set<String> pools) {
        Block block(List<Step> steps) {
            List<Op> ops = new ArrayList<>(steps.size());
            Set<String> names = new HashSet<>();
            for (Step step : steps) {
                ops.add(op(step));
                names.addAll(knownNames(step));
            }
            return new Block(List.copyOf(ops), Set.copyOf(names));
        }

        private @Nullable Block optional(@Nullable List<Step> steps) {
            return steps == null ? null : block(steps);
        }

        private List<Block> blocks(List<List<Step>> bodies) {
            return bodies.stream().map(this::block).toList();
        }

        private Op op(Step step) {
            if (step instanceof Step.Call call) {
                return call(call);
            }
            if (step instanceof Step.Glue glue) {
                return new GlueOps.Glue(glue);
            }
            if (step instanceof Step.Question question) {
                return new AskOp(question.ask());
            }
            if (step instanceof Step.Enter enter) {
                return new GlueOps.Enter(enter.scope(), block(enter.scope().body()));
            }
            return step instanceof Step.Stop stop ? new GlueOps.Stop(stop) : branching(step);
        }

        private Op branching(Step step) {
            if (step instanceof Step.With with) {
                return new GlueOps.With(with, block(with.body()));
            }
            if (step instanceof Step.When when) {
                return new GlueOps.When(when, block(when.body()));
            }
            if (step instanceof Step.Route route) {
                return new GlueOps.Route(route, blocks(route.bodies()));
            }
            if (step instanceof Step.Rounds rounds) {
                return new RoundsOp(
                        rounds,
                        block(rounds.body()),
                        optional(rounds.exhausted().orElse(null)));
            }
            return step instanceof Step.Fork fork
                    ? ForkOp.items(fork, block(fork.body()))
                    : ForkOp.arms((Step.Split) step, blocks(step.bodies()));
        }

        private Op call(Step.Call call) {
            String pool = call.node().policies().slots();
            if (pool != null) {
                pools.add(pool);
            }
            return new CallOp(call.node(), optional(call.node().policies().onFailure()));
        }
    }

    /** Returns the names by which a journal may have {@code step} in its scope, former ones included. */
    static List<String> knownNames(Step step) {
        List<String> names = new ArrayList<>(step.names());
        addFormerNames(step, names);
        return List.copyOf(names);
    }

    private static void addFormerNames(Step step, List<String> names) {
        names.addAll(step.formerNames());
        inlineBodies(step).forEach(body -> body.forEach(inner -> addFormerNames(inner, names)));
    }

    /** Returns the bodies of {@code step} that stand in the scope that it stands in. */
    private static List<List<Step>> inlineBodies(Step step) {
        if (step instanceof Step.Rounds rounds) {
            return rounds.exhausted().map(List::of).orElse(List.of());
        }
        boolean isInline = step instanceof Step.With || step instanceof Step.When || step instanceof Step.Route;
        return isInline ? step.bodies() : List.of();
    }
}
