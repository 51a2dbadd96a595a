package dev.tandemwork.testkit.docker;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds the engine of this machine. */
public final class DockerSocket implements ExecutionCondition {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final String REMEDY = "no Docker engine answers at " + SOCKET + "; run .ci/install-docker";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (answers()) {
            return ConditionEvaluationResult.enabled("a Docker engine is there");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(REMEDY + " (a failure, because CI=true)");
        }
        return ConditionEvaluationResult.disabled(REMEDY);
    }

    /** Returns where the engine listens. */
    public static Path path() {
        return SOCKET;
    }

    private static boolean answers() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(SOCKET))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
