package dev.tandemwork.testkit.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Finds the real {@code claude}: the one that {@code .ci/install-agents} has installed, else the one on the path. */
public final class ClaudeBinary implements ExecutionCondition {
    private static final String REMEDY = "claude is not installed; run .ci/install-agents";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (find().isPresent()) {
            return ConditionEvaluationResult.enabled("claude is installed");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(REMEDY + " (a failure, because CI=true)");
        }
        return ConditionEvaluationResult.disabled(REMEDY);
    }

    /** Returns the program. */
    public static Path require() {
        return find().orElseThrow(() -> new IllegalStateException(REMEDY));
    }

    private static Optional<Path> find() {
        Stream<Path> folders = Stream.concat(
                Stream.of(cache()), Stream.of(System.getenv("PATH").split(":")).map(Path::of));
        return folders.map(folder -> folder.resolve("claude"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path cache() {
        String given = System.getenv("TANDEMWORK_CACHE");
        Path cache = given == null ? Path.of(System.getProperty("user.home"), ".cache", "tandemwork") : Path.of(given);
        return cache.resolve(Path.of("agents", "node_modules", ".bin"));
    }
}
