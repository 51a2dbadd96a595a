package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.FileChange;
import java.util.regex.Pattern;

/** What a file is there for, by its path. */
enum FileKind {
    /** Tests, and what only they use. */
    TEST,
    /** Code that is no test. */
    PRODUCTION,
    /** How the project is built and checked. */
    BUILD,
    /** Text for people, and all else. */
    OTHER;

    private static final Pattern TESTS = Pattern.compile(
            "(?i)(.*/)?(test[^/]*|[^/]*-tests?|__tests__|__snapshots__|specs?|fixtures|e2e|integration-?tests?)/.*");
    private static final Pattern TEST_NAMES =
            Pattern.compile("(.*/)?(Test[A-Z]\\w*\\.\\w+|\\w*(Tests?|IT|Spec|TestCase)\\.(java|kt|groovy|scala)"
                    + "|[^/]*\\.(test|spec)\\.\\w+|test_[^/]*\\.py|[^/]*_test\\.(py|go)|conftest\\.py|[^/]*\\.bats)");
    private static final Pattern BUILDS = Pattern.compile("(.*/)?(\\.github/workflows/.*|\\.gitlab-ci.*|\\.circleci/.*"
            + "|\\.ci/.*|Jenkinsfile|azure-pipelines.*|\\.travis\\.yml|Dockerfile[^/]*|[^/]*compose[^/]*\\.ya?ml|Makefile"
            + "|[^/]*\\.(sh|bash|gradle|gradle\\.kts|cfg|ini|toml|mk)|pom\\.xml|package\\.json|\\.npmrc|tox\\.ini"
            + "|[^/]*\\.(config|conf)\\.(js|ts|mjs|cjs|json)|\\.eslintrc.*|\\.coveragerc|go\\.mod|\\.mvn/.*"
            + "|codecov\\.ya?ml|sonar-project\\.properties|requirements[^/]*\\.txt)");

    static FileKind of(FileChange file) {
        return of(file.path());
    }

    static FileKind of(String path) {
        if (BUILDS.matcher(path).matches()) {
            return BUILD;
        }
        boolean isNamed = TEST_NAMES.matcher(path).matches() && !path.contains("src/main/");
        if (isNamed || TESTS.matcher(path).matches()) {
            return TEST;
        }
        return Language.of(path) == Language.OTHER ? OTHER : PRODUCTION;
    }
}
