package dev.tandemwork.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts the command line; exits with 0 when all went well, 1 when the work failed, 2 when the command was wrong. */
@Command(
        name = "tandemwork",
        description = "Runs coding agents in parallel and lands only reviewed work.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all went well", "1:the work failed", "2:the command was wrong; nothing was started"})
public final class Main {
    private Main() {}

    /** Runs the command named by {@code args} and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }
}
