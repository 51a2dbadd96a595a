package dev.tandemwork.cli.live;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How large a terminal is.
 *
 * @param rows lines
 * @param columns characters of a line
 */
public record TerminalSize(int rows, int columns) {
    private static final TerminalSize USUAL = new TerminalSize(24, 80);
    private static final File TERMINAL = new File("/dev/tty");
    private static final int DEADLINE_SECONDS = 2;

    /** Returns the size of the terminal that this process belongs to; 24 by 80 if that can't be told. */
    public static TerminalSize now() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return ended(stty) ? parse(said).orElse(USUAL) : USUAL;
        } catch (IOException e) {
            return USUAL;
        }
    }

    /** Returns whether standard output is a terminal that can draw. */
    public static boolean isOutputTerminal() {
        String type = System.getenv("TERM");
        if (type == null || type.equals("dumb")) {
            return false;
        }
        try {
            Process test = new ProcessBuilder("test", "-t", "1")
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return ended(test);
        } catch (IOException e) {
            return false;
        }
    }

    static Optional<TerminalSize> parse(String said) {
        String[] parts = said.strip().split(" ");
        if (parts.length != 2 || !said.strip().matches("\\d{1,5} \\d{1,5}")) {
            return Optional.empty();
        }
        int rows = Integer.parseInt(parts[0]);
        int columns = Integer.parseInt(parts[1]);
        return rows > 0 && columns > 0 ? Optional.of(new TerminalSize(rows, columns)) : Optional.empty();
    }

    private static boolean ended(Process process) {
        try {
            boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
