package dev.tandemwork.github.auth;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a token until it is refused. */
final class Remembered implements TokenSource {
    private final Supplier<Token> origin;

    /** Guarded by this. */
    private @Nullable Token known;

    Remembered(Supplier<Token> origin) {
        this.origin = origin;
    }

    @Override
    public synchronized Token token() {
        if (known == null) {
            known = origin.get();
        }
        return known;
    }

    @Override
    public synchronized void reject(Token rejected) {
        if (known != null && known.equals(rejected)) {
            known = null;
        }
    }
}
