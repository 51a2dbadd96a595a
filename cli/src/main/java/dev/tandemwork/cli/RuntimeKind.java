package dev.tandemwork.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where workers run. */
enum RuntimeKind {
    /** As processes of this user. */
    PROCESS,
    /** Each in a container of its own, under Sysbox. */
    SYSBOX;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RuntimeKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
