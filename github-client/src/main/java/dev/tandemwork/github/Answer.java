package dev.tandemwork.github;

import dev.tandemwork.scm.CommitId;
import java.util.function.Function;

/** What the host says to a request to merge. */
sealed interface Answer {
    /** Returns the result of the function that fits. */
    <T> T fold(Function<CommitId, T> merged, Function<String, T> pending, Function<String, T> refused);

    /** It is merged, as {@code commit}. */
    record Done(CommitId commit) implements Answer {
        @Override
        public <T> T fold(Function<CommitId, T> merged, Function<String, T> pending, Function<String, T> refused) {
            return merged.apply(commit);
        }
    }

    /** It will be merged, or not. */
    record Later(String reason) implements Answer {
        @Override
        public <T> T fold(Function<CommitId, T> merged, Function<String, T> pending, Function<String, T> refused) {
            return pending.apply(reason);
        }
    }

    /** It is not merged. */
    record No(String sentence) implements Answer {
        @Override
        public <T> T fold(Function<CommitId, T> merged, Function<String, T> pending, Function<String, T> refused) {
            return refused.apply(sentence);
        }
    }
}
