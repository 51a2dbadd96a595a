package dev.tandemwork.scm;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** A change's diff. It is either whole, or says what it lacks: never silently short. */
public sealed interface DiffResult {
    /** Returns the result of the function that fits. */
    <T> T fold(Function<Complete, ? extends T> complete, Function<Partial, ? extends T> partial);

    /** Returns the unified diff, as far as it is known. */
    String patch();

    /** Returns the paths that the change touches, as far as they are known. */
    List<String> paths();

    /**
     * The whole diff.
     *
     * @param patch a unified diff with git's extended headers, from merge base to head
     * @param paths every path touched, old and new names
     */
    record Complete(String patch, List<String> paths) implements DiffResult {
        /** Refuses a null, and copies the list. */
        public Complete {
            Objects.requireNonNull(patch, "patch");
            paths = List.copyOf(paths);
        }

        @Override
        public <T> T fold(Function<Complete, ? extends T> complete, Function<Partial, ? extends T> partial) {
            return complete.apply(this);
        }
    }

    /**
     * A diff that lacks something.
     *
     * @param patch what is known of it
     * @param paths the paths known to be touched
     * @param reason what is missing, and why
     */
    record Partial(String patch, List<String> paths, String reason) implements DiffResult {
        /** Refuses a null, and copies the list. */
        public Partial {
            Objects.requireNonNull(patch, "patch");
            Objects.requireNonNull(reason, "reason");
            paths = List.copyOf(paths);
        }

        @Override
        public <T> T fold(Function<Complete, ? extends T> complete, Function<Partial, ? extends T> partial) {
            return partial.apply(this);
        }
    }
}
