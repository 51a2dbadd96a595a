package dev.tandemwork.cli;

import dev.tandemwork.TandemworkException;
import dev.tandemwork.cli.live.Printable;
import dev.tandemwork.cli.plan.PlanFileException;
import dev.tandemwork.journal.RunStoreException;
import dev.tandemwork.worker.WorkerException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells a person what went wrong, without a stack trace, and gives the exit code that fits. */
final class ErrorText implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        if (!(thrown instanceof TandemworkException) && !(thrown instanceof UncheckedIOException)) {
            command.getErr().println("tandemwork: this is a fault of the program; report it with what follows");
            thrown.printStackTrace(command.getErr());
            return ExitCode.FAILED.code();
        }
        String message = message(thrown);
        message.lines().forEach(line -> command.getErr().println("tandemwork: " + Printable.text(line)));
        command.getErr().flush();
        return exit(thrown).code();
    }

    /** What a file system has to say is in the cause. */
    private static String message(Exception thrown) {
        String message = String.valueOf(thrown.getMessage());
        return thrown instanceof UncheckedIOException io ? message + " (" + io.getCause() + ")" : message;
    }

    private static ExitCode exit(Exception thrown) {
        if (thrown instanceof CommandException known) {
            return known.exit();
        }
        if (thrown instanceof PlanFileException) {
            return ExitCode.WRONG;
        }
        if (thrown instanceof RunStoreException store) {
            return ofStore(store.kind());
        }
        return thrown instanceof WorkerException ? ExitCode.ENVIRONMENT : ExitCode.FAILED;
    }

    private static ExitCode ofStore(RunStoreException.Kind kind) {
        return switch (kind) {
            case EXISTS, NOT_FOUND -> ExitCode.WRONG;
            default -> ExitCode.FAILED;
        };
    }
}
