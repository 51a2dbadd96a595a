package dev.tandemwork.cli;

import dev.tandemwork.TandemworkException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown when a command can't be done; its messages are for the person who gave it. */
final class CommandException extends TandemworkException {
    private static final long serialVersionUID = 1L;
    private final ExitCode exit;

    private CommandException(ExitCode exit, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    static CommandException wrong(String message) {
        return new CommandException(ExitCode.WRONG, message, null);
    }

    static CommandException environment(List<String> problems) {
        return new CommandException(ExitCode.ENVIRONMENT, String.join("\n", problems), null);
    }

    static CommandException environment(String message, Throwable cause) {
        return new CommandException(ExitCode.ENVIRONMENT, message, cause);
    }

    ExitCode exit() {
        return exit;
    }
}
