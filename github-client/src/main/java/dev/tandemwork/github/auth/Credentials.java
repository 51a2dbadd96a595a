package dev.tandemwork.github.auth;

import dev.tandemwork.scm.ScmException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where people keep their tokens. Each source reads its token when it is asked first, and again when that was refused. */
public final class Credentials {
    private static final int LARGEST = 16 << 10;
    private static final long PATIENCE_SECONDS = 10;

    private Credentials() {}

    /** Returns the token that is all there is in a file. */
    public static TokenSource inFile(Path file) {
        return new Remembered(() -> {
            try {
                return token("file [" + file + "]", Files.readString(file));
            } catch (IOException e) {
                throw missing("file [" + file + "] with the token can't be read; expected to be allowed to", e);
            }
        });
    }

    /** Returns the token in a variable of {@code environment}. */
    public static TokenSource inVariable(String name, Map<String, String> environment) {
        return new Remembered(() -> {
            String value = environment.get(name);
            if (value == null) {
                throw missing("variable [" + name + "] is not set; expected a token in it", null);
            }
            return token("variable [" + name + "]", value);
        });
    }

    /**
     * Returns the token that GitHub's program {@code gh} has for a host.
     *
     * @param program {@code gh} of the PATH, or another path to it
     * @param host {@code github.com}, or the name of an Enterprise Server
     */
    public static TokenSource ofGh(String program, String host) {
        return new Remembered(() -> ask(List.of(program, "auth", "token", "--hostname", host)));
    }

    private static Token ask(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return token("output of " + command, output(builder.start(), command));
        } catch (IOException e) {
            throw missing("command " + command + " can't be run; expected gh on the PATH; install it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing("command " + command + " was interrupted", e);
        }
    }

    private static String output(Process gh, List<String> command) throws IOException, InterruptedException {
        try {
            gh.getOutputStream().close();
            if (!gh.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || gh.exitValue() != 0) {
                throw missing(
                        "command " + command + " gave no token; expected to be logged in; run: gh auth login", null);
            }
            return new String(gh.getInputStream().readNBytes(LARGEST), StandardCharsets.UTF_8);
        } finally {
            gh.destroyForcibly();
        }
    }

    private static Token token(String where, String text) {
        try {
            return Token.of(text);
        } catch (IllegalArgumentException e) {
            throw missing(where + " holds no token; expected one word of printable ASCII", e);
        }
    }

    private static ScmException missing(String message, @Nullable Throwable cause) {
        return ScmException.of(ScmException.Kind.AUTHENTICATION, message, cause);
    }
}
