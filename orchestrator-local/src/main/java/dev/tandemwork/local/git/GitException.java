package dev.tandemwork.local.git;

import dev.tandemwork.TandemworkException;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Thrown when a git command did not do what was asked. Its message holds the command and what git said. */
public final class GitException extends TandemworkException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** There is no git on this machine, or it can't be started. */
        MISSING,
        /** Git ended with another exit code than 0. */
        FAILED,
        /** Git did not end in time, and was killed. */
        TIMED_OUT,
        /** The calling thread was interrupted, and git was killed. The thread is interrupted still. */
        INTERRUPTED,
        /** Git said more than was allowed, and was killed. */
        TOO_MUCH_OUTPUT
    }

    private final Kind kind;
    private final int exitCode;
    private final String stderr;

    private GitException(Kind kind, String message, GitResult result, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.exitCode = result.exitCode();
        this.stderr = result.stderr();
    }

    static GitException of(Kind kind, List<String> arguments, String found, @Nullable Throwable cause) {
        return new GitException(kind, subject(arguments) + found, new GitResult(-1, "", ""), cause);
    }

    static GitException failed(List<String> arguments, GitResult result) {
        String found = "ended with exit code " + result.exitCode() + "; expected 0: "
                + result.stderr().strip();
        return new GitException(Kind.FAILED, subject(arguments) + found, result, null);
    }

    private static String subject(List<String> arguments) {
        return "git [" + String.join(" ", arguments) + "] ";
    }

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns git's exit code, if it ended by itself. */
    public OptionalInt exitCode() {
        return kind == Kind.FAILED ? OptionalInt.of(exitCode) : OptionalInt.empty();
    }

    /** Returns the end of git's own messages. */
    public String stderr() {
        return stderr;
    }
}
