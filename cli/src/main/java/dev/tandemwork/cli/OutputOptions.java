package dev.tandemwork.cli;

import dev.tandemwork.cli.live.Palette;
import dev.tandemwork.cli.live.TerminalSize;
import picocli.CommandLine.Option;

/** The options {@code --json} and {@code --no-color}. */
final class OutputOptions {
    @Option(names = "--json", description = "Print JSON, one object a line.")
    private boolean json;

    @Option(names = "--no-color", description = "Use no colours. NO_COLOR in the environment does the same.")
    private boolean noColor;

    OutputOptions() {}

    boolean isJson() {
        return json;
    }

    /** Returns whether a table can be drawn in place. */
    boolean isLive() {
        return !json && TerminalSize.isOutputTerminal();
    }

    Palette palette() {
        String unwanted = System.getenv("NO_COLOR");
        boolean plain = noColor || unwanted != null && !unwanted.isEmpty();
        return plain || !TerminalSize.isOutputTerminal() ? Palette.PLAIN : Palette.COLOURED;
    }
}
