package dev.tandemwork.testkit.github;

import dev.tandemwork.testkit.github.contract.PublishedContract;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Marks tests that need more than git: without it they are skipped, and on CI they fail. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Needs.Condition.class)
@interface Needs {
    Tool[] value();

    /** What a test can need. */
    enum Tool {
        GH("install the package gh"),
        CHROMIUM("install the package chromium"),
        CONTRACT("run .ci/install-github-contract");

        private final String remedy;

        Tool(String remedy) {
            this.remedy = remedy;
        }

        private boolean isMissing() {
            return switch (this) {
                case GH -> isNotOnPath("gh");
                case CHROMIUM -> isNotOnPath("chromium");
                case CONTRACT -> !PublishedContract.isInstalled();
            };
        }

        private static boolean isNotOnPath(String program) {
            return Stream.of(System.getenv("PATH").split(":"))
                    .noneMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        }
    }

    /** Looks whether it is there. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Needs needs = context.getRequiredTestClass().getAnnotation(Needs.class);
            return Stream.of(needs.value())
                    .filter(Tool::isMissing)
                    .findFirst()
                    .map(Condition::missing)
                    .orElseGet(() -> ConditionEvaluationResult.enabled("all is there"));
        }

        private static ConditionEvaluationResult missing(Tool tool) {
            String reason = tool + " is not there; " + tool.remedy;
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(reason + " (a failure, because CI=true)");
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
