package dev.tandemwork.sysbox.secret;

import java.util.Map;
import java.util.Optional;

/**
 * Secrets that are the same for all.
 *
 * @param values by their names
 */
record KnownSecrets(Map<String, String> values) implements SecretSource {
    @Override
    public Optional<Secret> mint(SecretRequest request) {
        return Optional.ofNullable(values.get(request.name())).map(value -> Secret.of(request.name(), value));
    }

    @Override
    public Optional<Secret> recover(SecretRequest request, Optional<String> value) {
        return mint(request);
    }

    @Override
    public String toString() {
        return "KnownSecrets" + values.keySet();
    }
}
