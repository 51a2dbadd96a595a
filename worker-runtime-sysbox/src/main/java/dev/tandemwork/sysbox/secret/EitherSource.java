package dev.tandemwork.sysbox.secret;

import java.util.Optional;

/**
 * Two sources as one.
 *
 * @param first that is asked
 * @param second that is asked for what the first does not have
 */
record EitherSource(SecretSource first, SecretSource second) implements SecretSource {
    @Override
    public Optional<Secret> mint(SecretRequest request) {
        return first.mint(request).or(() -> second.mint(request));
    }

    @Override
    public Optional<Secret> recover(SecretRequest request, Optional<String> value) {
        return first.recover(request, value).or(() -> second.recover(request, value));
    }

    /** Returns what a source is called: a source of the user's may show secrets when it is printed. */
    static String name(SecretSource source) {
        return source instanceof EitherSource either
                ? name(either.first()) + "] or [" + name(either.second())
                : source.getClass().getName();
    }
}
