package dev.tandemwork.sysbox.internal.docker;

import org.jspecify.annotations.Nullable;

/** What an engine must have told. */
final class Told {
    private Told() {}

    /** Returns {@code value}, and refuses an answer without it. */
    static <T> T required(String what, @Nullable T value) {
        if (value == null) {
            String message = "answer of the engine has no [" + what + "]; expected an engine of Docker";
            throw DockerException.of(DockerException.Kind.REFUSED, message);
        }
        return value;
    }
}
