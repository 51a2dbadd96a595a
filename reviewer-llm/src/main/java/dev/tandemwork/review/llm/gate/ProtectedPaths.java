package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.change.FileState;
import dev.tandemwork.review.llm.gate.Remark.Level;
import dev.tandemwork.task.PathGlob;
import java.util.List;
import java.util.stream.Stream;

/** Leaves to a person what decides how changes are built, checked, reviewed and merged. */
final class ProtectedPaths implements Gate {
    private static final List<PathGlob> PATHS = PathGlob.allOf(List.of(
            ".github",
            ".gitlab-ci.yml",
            ".circleci",
            ".ci",
            "Jenkinsfile",
            "**/Dockerfile*",
            "**/*compose*.y*ml",
            "**/pom.xml",
            "**/*.gradle",
            "**/*.gradle.kts",
            "**/gradle-wrapper.*",
            "**/gradlew*",
            "**/mvnw*",
            "**/.mvn",
            "**/package.json",
            "**/package-lock.json",
            "**/yarn.lock",
            "**/pnpm-lock.yaml",
            "**/.npmrc",
            "**/go.mod",
            "**/go.sum",
            "**/pyproject.toml",
            "**/poetry.lock",
            "**/uv.lock",
            "**/requirements*.txt",
            "**/setup.py",
            "**/Makefile",
            "**/migrations",
            "**/AGENTS.md",
            "**/CLAUDE.md",
            "**/GEMINI.md",
            "**/.claude",
            "**/.codex",
            "**/.gemini",
            "**/.cursor*",
            "**/.mcp.json",
            "**/.husky",
            ".tandemwork",
            "**/CODEOWNERS",
            "**/.gitattributes",
            "**/.gitmodules",
            "**/.gitignore"));

    @Override
    public List<Remark> check(Examined change) {
        return change.files()
                .filter(ProtectedPaths::isProtected)
                .map(ProtectedPaths::remark)
                .toList();
    }

    private static boolean isProtected(FileChange file) {
        return Stream.of(file.before(), file.after())
                .filter(FileState::isPresent)
                .anyMatch(state -> PATHS.stream().anyMatch(glob -> glob.matches(state.path())));
    }

    private static Remark remark(FileChange file) {
        return Remark.about(
                file,
                Level.PERSON,
                "protected",
                "this file decides how changes are built or checked",
                "leave it as it is");
    }
}
