package dev.tandemwork.engine;

import dev.tandemwork.graph.Failure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a run stands when it stops.
 *
 * @param <O> the result of a run that completed
 */
public sealed interface Outcome<O> {
    /** Returns the result of the function that fits. */
    <T> T fold(
            Function<Completed<O>, ? extends T> completed,
            Function<Parked<O>, ? extends T> parked,
            Function<Failed<O>, ? extends T> failed,
            Function<Cancelled<O>, ? extends T> cancelled);

    /** Returns the result, if the run has completed. */
    default Optional<O> result() {
        return fold(
                done -> Optional.of(done.value()), p -> Optional.empty(), f -> Optional.empty(), c -> Optional.empty());
    }

    /**
     * The run has a result.
     *
     * @param value the result
     */
    record Completed<O>(O value) implements Outcome<O> {
        @Override
        public <T> T fold(
                Function<Completed<O>, ? extends T> completed,
                Function<Parked<O>, ? extends T> parked,
                Function<Failed<O>, ? extends T> failed,
                Function<Cancelled<O>, ? extends T> cancelled) {
            return completed.apply(this);
        }
    }

    /**
     * Nothing can go on: every branch that has not ended waits for an answer, or was drained. It can be gone on with.
     *
     * @param questions what is to be answered; none if the run was drained only
     */
    record Parked<O>(List<Question> questions) implements Outcome<O> {
        /** Copies the list. */
        public Parked {
            questions = List.copyOf(questions);
        }

        @Override
        public <T> T fold(
                Function<Completed<O>, ? extends T> completed,
                Function<Parked<O>, ? extends T> parked,
                Function<Failed<O>, ? extends T> failed,
                Function<Cancelled<O>, ? extends T> cancelled) {
            return parked.apply(this);
        }
    }

    /**
     * The run has failed.
     *
     * @param failure why, with the failures that led to it
     */
    record Failed<O>(Failure failure) implements Outcome<O> {
        @Override
        public <T> T fold(
                Function<Completed<O>, ? extends T> completed,
                Function<Parked<O>, ? extends T> parked,
                Function<Failed<O>, ? extends T> failed,
                Function<Cancelled<O>, ? extends T> cancelled) {
            return failed.apply(this);
        }
    }

    /**
     * The run was cancelled.
     *
     * @param reason why
     */
    record Cancelled<O>(String reason) implements Outcome<O> {
        @Override
        public <T> T fold(
                Function<Completed<O>, ? extends T> completed,
                Function<Parked<O>, ? extends T> parked,
                Function<Failed<O>, ? extends T> failed,
                Function<Cancelled<O>, ? extends T> cancelled) {
            return cancelled.apply(this);
        }
    }
}
