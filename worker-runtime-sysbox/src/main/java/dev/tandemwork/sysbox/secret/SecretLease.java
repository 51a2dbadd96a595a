package dev.tandemwork.sysbox.secret;

import dev.tandemwork.agents.output.Redactor;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The secrets of one attempt, from its start to its end: all that it names, or none. */
public final class SecretLease implements AutoCloseable {
    private final List<Secret> secrets;
    private final Redactor redactor;

    private SecretLease(List<Secret> secrets) {
        this.secrets = List.copyOf(secrets);
        this.redactor = Redactor.of(secrets.stream().map(Secret::value).toList());
    }

    /**
     * Returns the secrets that are asked for.
     *
     * @throws WorkerException if one is not to be had; those that were are revoked then
     */
    public static SecretLease mint(SecretSource source, List<SecretRequest> requests) {
        List<Secret> minted = new ArrayList<>();
        try {
            requests.forEach(request -> minted.add(mint(source, request)));
            return new SecretLease(minted);
        } catch (RuntimeException e) {
            revoke(minted).forEach(e::addSuppressed);
            throw e;
        }
    }

    /** Returns the values by their names. */
    public Map<String, String> values() {
        return secrets.stream().collect(Collectors.toUnmodifiableMap(Secret::name, Secret::value));
    }

    /** Returns a redactor that knows all of them. */
    public Redactor redactor() {
        return redactor;
    }

    /**
     * Revokes all of them, also when one can't be.
     *
     * @throws RuntimeException what the first revocation has thrown, with what others have
     */
    @Override
    public void close() {
        List<RuntimeException> failures = revoke(secrets);
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    @Override
    public String toString() {
        return "SecretLease" + secrets;
    }

    private static Secret mint(SecretSource source, SecretRequest request) {
        return source.mint(request)
                .orElseThrow(() -> WorkerException.of(WorkerFailure.of(
                        Kind.AUTHENTICATION,
                        "secret [" + request.name() + "] of worker [" + request.worker()
                                + "] is not known; expected a value; give the runtime a source that has it")));
    }

    private static List<RuntimeException> revoke(List<Secret> secrets) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Secret secret : secrets) {
            try {
                secret.revoke();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        return failures;
    }
}
