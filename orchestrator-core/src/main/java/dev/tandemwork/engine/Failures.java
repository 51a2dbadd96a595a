package dev.tandemwork.engine;

import dev.tandemwork.CodecException;
import dev.tandemwork.ContractException;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Failure.Reason;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.NodeTimeoutException;
import dev.tandemwork.graph.Retry;
import dev.tandemwork.journal.RunStoreException;
import java.util.List;

/** Failures made of what went wrong. */
final class Failures {
    private Failures() {}

    static Failure of(NodePath path, Throwable thrown) {
        return of(reasonOf(thrown), path, thrown);
    }

    static Failure of(Reason reason, NodePath path, Throwable thrown) {
        return new Failure(
                reason,
                path.toString(),
                messageOf(thrown),
                thrown.getClass().getName(),
                Retry.isTransient(thrown),
                List.of());
    }

    /** Returns the failure of a run whose engine, or store, is at fault. */
    static Failure bug(NodePath path, Throwable thrown) {
        return of(thrown instanceof RunStoreException ? Reason.STORE : Reason.ENGINE, path, thrown);
    }

    static Failure glue(NodePath path, String what, Throwable thrown) {
        String message =
                what + " threw " + describe(thrown) + "; what runs between nodes must not fail: move it into a node";
        return new Failure(
                Reason.GLUE, path.toString(), message, thrown.getClass().getName(), false, List.of());
    }

    static Failure nothing(NodePath path, String what) {
        return Failure.of(Reason.CONTRACT, path, what + " returned null; expected a value");
    }

    /** Returns what {@code thrown} says of itself; its class if it says nothing, or fails at that as well. */
    private static String messageOf(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? thrown.getClass().getSimpleName() : message;
        } catch (Throwable mute) {
            return thrown.getClass().getSimpleName();
        }
    }

    private static String describe(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (Throwable mute) {
            return thrown.getClass().getName();
        }
    }

    private static Reason reasonOf(Throwable thrown) {
        if (thrown instanceof NodeTimeoutException timeout) {
            return timeout.isIdle() ? Reason.IDLE : Reason.TIMEOUT;
        }
        if (thrown instanceof ContractException) {
            return Reason.CONTRACT;
        }
        if (thrown instanceof BudgetException) {
            return Reason.BUDGET;
        }
        if (thrown instanceof RunStoreException) {
            return Reason.STORE;
        }
        return thrown instanceof CodecException ? Reason.CODEC : Reason.EXCEPTION;
    }
}
