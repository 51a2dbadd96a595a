package dev.tandemwork.internal.record;

import dev.tandemwork.journal.RunStoreException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an implementation of a store promises: a value from each method, and no exception but those of stores. */
final class Contract {
    private final String what;
    private final Object implementation;

    Contract(String what, Object implementation) {
        this.what = what;
        this.implementation = implementation;
    }

    <T> T value(String method, Supplier<? extends @Nullable T> call) {
        T value;
        try {
            value = call.get();
        } catch (RunStoreException refused) {
            throw refused;
        } catch (Throwable foreign) {
            throw broken(" threw " + describe(foreign) + " in " + method + "; expected a RunStoreException", foreign);
        }
        if (value == null) {
            throw broken(" returned null from " + method + "; expected a value", null);
        }
        return value;
    }

    void call(String method, Runnable call) {
        value(method, () -> {
            call.run();
            return true;
        });
    }

    /** Returns what an exception says of itself, if it can. */
    private static String describe(Throwable foreign) {
        try {
            return foreign.toString();
        } catch (RuntimeException mute) {
            return foreign.getClass().getName();
        }
    }

    private RunStoreException broken(String how, @Nullable Throwable cause) {
        return RunStoreException.of(
                RunStoreException.Kind.IO,
                what + " [" + implementation.getClass().getName() + "]" + how + ", as its contract says",
                cause);
    }
}
