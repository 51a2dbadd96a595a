package dev.tandemwork.graph;

import java.util.Optional;
import java.util.function.Function;

/**
 * How one branch has ended.
 *
 * @param <R> the result of a branch that completed
 */
public sealed interface Branch<R> {
    /** Returns the key of the item that it worked on. */
    String key();

    /** Returns the result of the function that fits. */
    <T> T fold(
            Function<Completed<R>, ? extends T> completed,
            Function<Failed<R>, ? extends T> failed,
            Function<Cancelled<R>, ? extends T> cancelled,
            Function<Skipped<R>, ? extends T> skipped);

    /** Returns the result, if it completed. */
    default Optional<R> result() {
        return fold(
                done -> Optional.of(done.value()), f -> Optional.empty(), c -> Optional.empty(), s -> Optional.empty());
    }

    /**
     * It has a result.
     *
     * @param key of its item
     * @param value the result
     */
    record Completed<R>(String key, R value) implements Branch<R> {
        @Override
        public <T> T fold(
                Function<Completed<R>, ? extends T> completed,
                Function<Failed<R>, ? extends T> failed,
                Function<Cancelled<R>, ? extends T> cancelled,
                Function<Skipped<R>, ? extends T> skipped) {
            return completed.apply(this);
        }
    }

    /**
     * It failed.
     *
     * @param key of its item
     * @param failure why
     */
    record Failed<R>(String key, Failure failure) implements Branch<R> {
        @Override
        public <T> T fold(
                Function<Completed<R>, ? extends T> completed,
                Function<Failed<R>, ? extends T> failed,
                Function<Cancelled<R>, ? extends T> cancelled,
                Function<Skipped<R>, ? extends T> skipped) {
            return failed.apply(this);
        }
    }

    /**
     * It was cancelled.
     *
     * @param key of its item
     * @param reason why
     */
    record Cancelled<R>(String key, String reason) implements Branch<R> {
        @Override
        public <T> T fold(
                Function<Completed<R>, ? extends T> completed,
                Function<Failed<R>, ? extends T> failed,
                Function<Cancelled<R>, ? extends T> cancelled,
                Function<Skipped<R>, ? extends T> skipped) {
            return cancelled.apply(this);
        }
    }

    /**
     * It never began, because a branch that it depends on has not completed.
     *
     * @param key of its item
     * @param dependency the key of that branch
     */
    record Skipped<R>(String key, String dependency) implements Branch<R> {
        @Override
        public <T> T fold(
                Function<Completed<R>, ? extends T> completed,
                Function<Failed<R>, ? extends T> failed,
                Function<Cancelled<R>, ? extends T> cancelled,
                Function<Skipped<R>, ? extends T> skipped) {
            return skipped.apply(this);
        }
    }
}
