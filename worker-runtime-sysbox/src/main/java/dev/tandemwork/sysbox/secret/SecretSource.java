package dev.tandemwork.sysbox.secret;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where secrets come from. Implementations <em>must</em> be safe for use by many threads, and should make a secret for each
 * request that opens no more than it needs to and expires soon. One that throws, returns null or does not answer within 30 s
 * fails the worker that the secret is for, and nothing else; when a secret is recovered or revoked the worker only tells of it.
 */
@FunctionalInterface
public interface SecretSource {
    /**
     * Returns the secret that is asked for; nothing if this source does not have it. A process that died may have asked for the
     * same before, and what it got has reached no worker.
     *
     * @throws dev.tandemwork.worker.WorkerException if it should, and can't
     */
    Optional<Secret> mint(SecretRequest request);

    /**
     * Returns the secret that was made for the same request by a process that has died, so that this one can veil it and
     * take it back. By default that is not known: then {@code value} is veiled all the same, and can't be taken back.
     *
     * @param value what the worker has; empty if it has ended, for it keeps secrets in its memory only
     */
    default Optional<Secret> recover(SecretRequest request, Optional<String> value) {
        return Optional.empty();
    }

    /** Returns a source that asks {@code other} for what this one does not have. */
    default SecretSource or(SecretSource other) {
        return new EitherSource(this, other);
    }

    /** Returns a source of values that are known already, for all workers the same. */
    static SecretSource of(Map<String, String> values) {
        return new KnownSecrets(Map.copyOf(values));
    }

    /** Returns this program's own variables, as they are now. An empty one is none. */
    static SecretSource environment() {
        Map<String, String> values = new HashMap<>(System.getenv());
        values.values().removeIf(String::isEmpty);
        return of(values);
    }

    /**
     * Returns the files of a folder, such as {@code /run/secrets}, each named like the secret in it. A file is read each time
     * that it is asked for, without the line end at its end; it may have 64 KiB.
     */
    static SecretSource folder(Path folder) {
        return new SecretFolder(folder);
    }
}
