package dev.tandemwork.testkit.run;

import dev.tandemwork.engine.Engine;
import dev.tandemwork.engine.EngineException;
import dev.tandemwork.engine.Outcome;
import dev.tandemwork.engine.Question;
import dev.tandemwork.engine.Run;
import dev.tandemwork.graph.Graph;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is run, and who answers.
 *
 * @param graph what
 * @param input what it is given
 * @param slots of the engine
 * @param answers to its questions
 */
record Cast<I, O>(Graph<I, O> graph, I input, Map<String, Integer> slots, Map<NodePath, Object> answers) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Engine engine(RunStore store) {
        Engine.Builder builder = Engine.builder().store(store);
        slots.forEach(builder::slots);
        return builder.build();
    }

    /** Returns how {@code run} ends, with its questions answered. */
    Outcome<O> end(Run<O> run) {
        Outcome<O> outcome = await(run);
        while (outcome instanceof Outcome.Parked<O> parked && answered(run, parked.questions())) {
            outcome = await(run);
        }
        return outcome;
    }

    private Outcome<O> await(Run<O> run) {
        try {
            return run.await(PATIENCE)
                    .orElseThrow(
                            () -> new AssertionError("run [" + run.id() + "] neither ended nor parked in " + PATIENCE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    private boolean answered(Run<O> run, List<Question> questions) {
        boolean any = false;
        for (Question question : questions) {
            Object answer = answers.get(question.path());
            any |= answer != null && answered(run, question, answer);
        }
        return any;
    }

    private static boolean answered(Run<?> run, Question question, Object answer) {
        try {
            run.answer(question.path(), answer, "sweep");
            return true;
        } catch (EngineException | RunStoreException refused) {
            // The process has died meanwhile, or dies of this; await() tells what has become of the run.
            return true;
        }
    }
}
