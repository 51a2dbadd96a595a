package dev.tandemwork.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sends what the library logs away from the screen. Where it goes to is read when something is logged first, so that
 * whoever logs before it is known where to must have it held.
 */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** Lets only warnings through, to standard error. */
    static void quiet() {
        System.setProperty(PREFIX + "defaultLogLevel", "warn");
    }

    /** Holds all of it until it is known where it goes to; of a command that is refused before that, nothing is kept. */
    static void hold() {
        if (!(System.err instanceof HeldErrors)) {
            all();
            System.setErr(HeldErrors.create());
        }
    }

    private static void all() {
        System.setProperty(PREFIX + "defaultLogLevel", "info");
        System.setProperty(PREFIX + "showDateTime", "true");
        System.setProperty(PREFIX + "dateTimeFormat", "yyyy-MM-dd HH:mm:ss");
    }

    /** Sends all of it to {@code file}. */
    static void toFile(Path file) {
        try {
            Files.createDirectories(file.getParent());
            if (System.err instanceof HeldErrors held) {
                held.releaseTo(file);
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("file [" + file + "] can't be written", e);
        }
        all();
        System.setProperty(PREFIX + "logFile", file.toString());
    }
}
