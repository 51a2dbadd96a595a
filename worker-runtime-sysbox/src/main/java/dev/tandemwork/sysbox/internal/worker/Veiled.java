package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.output.FileVeil;
import dev.tandemwork.agents.output.Redactor;
import dev.tandemwork.sysbox.internal.docker.Destination;
import dev.tandemwork.sysbox.secret.SecretLease;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Veils what a worker has left. When not all of its secrets are known, only what the worker itself has written under its own
 * veil is taken, and nothing that an agent or a check has.
 */
final class Veiled implements Destination.Sieve {
    private static final String ARTIFACTS = "artifacts";

    private final Redactor names;
    private final FileVeil veil;
    private final boolean isComplete;

    private Veiled(SecretLease lease) {
        this.names = lease.redactor();
        this.veil = names.files();
        this.isComplete = lease.isComplete();
    }

    static Veiled by(SecretLease lease) {
        return new Veiled(lease);
    }

    @Override
    public Optional<String> name(String name) {
        boolean isTaken = isComplete || !(name + "/").startsWith(ARTIFACTS + "/");
        return isTaken ? Optional.of(names.veil(name)) : Optional.empty();
    }

    @Override
    public OutputStream over(OutputStream file, boolean whole) {
        return veil.over(file, whole);
    }
}
