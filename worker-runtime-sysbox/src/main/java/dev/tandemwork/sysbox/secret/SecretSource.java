package dev.tandemwork.sysbox.secret;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where secrets come from. Implementations <em>must</em> be safe for use by many threads, and should make a secret for each
 * request that opens no more than it needs to and expires soon.
 */
@FunctionalInterface
public interface SecretSource {
    /**
     * Returns the secret that is asked for; nothing if this source does not have it.
     *
     * @throws dev.tandemwork.worker.WorkerException if it should, and can't
     */
    Optional<Secret> mint(SecretRequest request);

    /** Returns a source that asks {@code other} for what this one does not have. */
    default SecretSource or(SecretSource other) {
        return request -> mint(request).or(() -> other.mint(request));
    }

    /** Returns a source of values that are known already, for all workers the same. */
    static SecretSource of(Map<String, String> values) {
        Map<String, String> known = Map.copyOf(values);
        return request -> Optional.ofNullable(known.get(request.name())).map(value -> Secret.of(request.name(), value));
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
