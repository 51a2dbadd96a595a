package dev.tandemwork.sysbox.secret;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** A secret of one worker. It shows its value to nobody who does not ask for it. */
public final class Secret {
    private final String name;
    private final String value;
    private final Runnable revocation;
    private final AtomicBoolean revoked = new AtomicBoolean();

    private Secret(String name, String value, Runnable revocation) {
        this.name = Objects.requireNonNull(name, "name");
        this.value = Objects.requireNonNull(value, "value");
        this.revocation = Objects.requireNonNull(revocation, "revocation");
    }

    /** Returns a secret that can't be taken back. */
    public static Secret of(String name, String value) {
        return new Secret(name, value, () -> {});
    }

    /**
     * Returns a secret that {@code revocation} takes back. It is called at most once, when the worker has ended. If this process
     * is killed it is not called at all, unless the next one can {@linkplain SecretSource#recover recover} the secret: so the
     * secret should expire by itself, too.
     */
    public static Secret revocable(String name, String value, Runnable revocation) {
        return new Secret(name, value, revocation);
    }

    /** Returns what it is called. */
    public String name() {
        return name;
    }

    /** Returns what must be shown to nobody. */
    public String value() {
        return value;
    }

    /** Makes it worthless, where that can be done. Doing so again has no effect. */
    public void revoke() {
        if (revoked.compareAndSet(false, true)) {
            revocation.run();
        }
    }

    @Override
    public String toString() {
        return "Secret[" + name + "]";
    }
}
