package dev.tandemwork.graph;

import java.util.function.Function;

/**
 * What a loop does after a round.
 *
 * @param <A> what the next round would begin with
 * @param <D> what the loop would end with
 */
public sealed interface Loop<A, D> {
    /** Returns the result of the function that fits. */
    <T> T fold(Function<? super A, ? extends T> again, Function<? super D, ? extends T> done);

    /** Returns another round, which begins with {@code input}. */
    static <A, D> Loop<A, D> again(A input) {
        return new Again<>(input);
    }

    /** Returns the end of the loop, with {@code result}. */
    static <A, D> Loop<A, D> done(D result) {
        return new Done<>(result);
    }

    /** Returns how many rounds a loop may take, from 1 to 1,000,000. */
    static Bound atMost(int rounds) {
        return new Bound(rounds);
    }

    /**
     * How many rounds a loop may take.
     *
     * @param rounds checked where the loop is made, so that the message can name it
     */
    record Bound(int rounds) {}

    /**
     * Another round.
     *
     * @param input what it begins with
     */
    record Again<A, D>(A input) implements Loop<A, D> {
        @Override
        public <T> T fold(Function<? super A, ? extends T> again, Function<? super D, ? extends T> done) {
            return again.apply(input);
        }
    }

    /**
     * The end.
     *
     * @param result what the loop ends with
     */
    record Done<A, D>(D result) implements Loop<A, D> {
        @Override
        public <T> T fold(Function<? super A, ? extends T> again, Function<? super D, ? extends T> done) {
            return done.apply(result);
        }
    }
}
