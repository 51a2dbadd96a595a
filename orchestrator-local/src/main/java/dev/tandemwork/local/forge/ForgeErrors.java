package dev.tandemwork.local.forge;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.local.git.GitException;
import dev.tandemwork.local.git.GitResult;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.scm.ScmException.Kind;
import java.util.function.Supplier;

/** Turns what git says into what a {@link dev.tandemwork.scm.ScmClient} may throw. */
final class ForgeErrors {
    private static final int DIED = 128;

    private ForgeErrors() {}

    /** Returns the answer of a call that changes nothing. */
    static <T> T reading(Supplier<T> call) {
        return guarded(Kind.TRANSIENT, call);
    }

    /** Returns the answer of a call that may have changed something when it was cut short. */
    static <T> T writing(Supplier<T> call) {
        return guarded(Kind.AMBIGUOUS, call);
    }

    private static <T> T guarded(Kind whenCutShort, Supplier<T> call) {
        try {
            return call.get();
        } catch (GitException e) {
            throw ScmException.of(kind(e, whenCutShort), message(e), e);
        }
    }

    private static Kind kind(GitException e, Kind whenCutShort) {
        return switch (e.kind()) {
            case MISSING, TOO_MUCH_OUTPUT -> Kind.INVALID;
            case TIMED_OUT, INTERRUPTED -> whenCutShort;
            case FAILED -> e.exitCode().orElse(0) > DIED ? whenCutShort : kind(e.stderr());
        };
    }

    private static String message(GitException e) {
        String told = String.valueOf(e.getMessage());
        return e.kind() == GitException.Kind.MISSING ? Git.missing().orElse(told) : told;
    }

    static ScmException failed(String subject, GitResult result) {
        boolean killed = result.exitCode() > DIED;
        String message = subject + ": git ended with exit code " + result.exitCode() + ": "
                + result.stderr().strip();
        return ScmException.of(killed ? Kind.AMBIGUOUS : kind(result.stderr()), message, null);
    }

    private static Kind kind(String stderr) {
        if (stderr.contains(".lock': File exists")) {
            return Kind.TRANSIENT;
        }
        return stderr.contains("Permission denied") ? Kind.PERMISSION : Kind.INVALID;
    }

    static ScmException notFound(String message) {
        return ScmException.of(Kind.NOT_FOUND, message, null);
    }
}
