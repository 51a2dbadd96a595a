package dev.tandemwork.sysbox.internal.check;

import dev.tandemwork.sysbox.HostCheck;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells why an engine can't be used. */
final class EngineFailure {
    private static final String NAME = "engine";

    /** As all messages of this program are made. */
    private static final Pattern MESSAGE = Pattern.compile("(.*?); expected (.*?)(?:; (.*))?", Pattern.DOTALL);

    private EngineFailure() {}

    static HostCheck of(URI engine, RuntimeException problem) {
        boolean isAway =
                problem instanceof DockerException refused && refused.kind() == DockerException.Kind.UNREACHABLE;
        return isAway ? away(engine) : told(NAME, problem);
    }

    private static HostCheck away(URI engine) {
        return HostCheck.failed(
                NAME,
                "no Docker engine answers at [" + engine + "]" + why(engine),
                "a running engine",
                "install Docker Engine, or start it: sudo systemctl start docker");
    }

    private static String why(URI engine) {
        boolean isSocket = "unix".equals(engine.getScheme());
        return isSocket && Files.notExists(Path.of(engine.getPath())) ? ", where there is no such file" : "";
    }

    /** Returns what {@code problem} says of {@code name}. */
    static HostCheck told(String name, RuntimeException problem) {
        String message = String.valueOf(problem.getMessage());
        Matcher parts = MESSAGE.matcher(message);
        return parts.matches()
                ? HostCheck.failed(name, parts.group(1), parts.group(2), remedy(parts))
                : HostCheck.failed(name, message, "it to be done", "see the engine's log");
    }

    private static String remedy(Matcher parts) {
        return Optional.ofNullable(parts.group(3)).orElse("");
    }
}
