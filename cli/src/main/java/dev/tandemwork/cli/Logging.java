package dev.tandemwork.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sends what the library logs away from the screen. It must be called before anything is logged. */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** Lets only warnings through, to standard error. */
    static void quiet() {
        System.setProperty(PREFIX + "defaultLogLevel", "warn");
    }

    /** Sends all of it to {@code file}. */
    static void toFile(Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("folder [" + file.getParent() + "] can't be made", e);
        }
        System.setProperty(PREFIX + "logFile", file.toString());
        System.setProperty(PREFIX + "defaultLogLevel", "info");
        System.setProperty(PREFIX + "showDateTime", "true");
        System.setProperty(PREFIX + "dateTimeFormat", "yyyy-MM-dd HH:mm:ss");
    }
}
