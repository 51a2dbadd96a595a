package dev.tandemwork.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts the command line. */
@Command(
        name = "tandemwork",
        description = "Runs coding agents in parallel and lands only reviewed work.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            ResumeCommand.class,
            RunsCommand.class,
            ShowCommand.class,
            LogsCommand.class,
            AnswerCommand.class,
            CancelCommand.class,
            GcCommand.class,
            GraphCommand.class,
            DoctorCommand.class,
            ImageCommand.class
        })
public final class Main {
    private Main() {}

    /** Runs the command named by {@code args} and exits with its code. */
    public static void main(String[] args) {
        Logging.quiet();
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        System.setOut(out);
        System.setErr(err);
        int code = commandLine()
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(args);
        out.flush();
        System.exit(code);
    }

    /** The platform's encoding may have no dash or accent; every terminal of today reads UTF-8. */
    private static PrintStream stream(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Main()).setExecutionExceptionHandler(new ErrorText());
        command.getCommandSpec().usageMessage().exitCodeList(exitCodes());
        return command;
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode exit : ExitCode.values()) {
            codes.put(String.valueOf(exit.code()), exit.meaning());
        }
        return codes;
    }
}
