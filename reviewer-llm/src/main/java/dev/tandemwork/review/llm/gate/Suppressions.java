package dev.tandemwork.review.llm.gate;

import static dev.tandemwork.review.llm.gate.FileKind.BUILD;
import static dev.tandemwork.review.llm.gate.FileKind.PRODUCTION;
import static dev.tandemwork.review.llm.gate.FileKind.TEST;
import static dev.tandemwork.review.llm.gate.Language.GO;
import static dev.tandemwork.review.llm.gate.Language.JAVA;
import static dev.tandemwork.review.llm.gate.Language.JAVASCRIPT;
import static dev.tandemwork.review.llm.gate.Language.PYTHON;
import static dev.tandemwork.review.llm.gate.Remark.Level.BLOCK;
import static dev.tandemwork.review.llm.gate.Remark.Level.NOTE;

import dev.tandemwork.review.llm.gate.LineRule.Part;
import dev.tandemwork.review.llm.gate.LineRule.Table;
import java.util.Set;

/** The marks by which a tool is told to look away. One for a whole file, or for everything, is refused. */
final class Suppressions {
    private static final String ALL = "a tool is told to look away from everything";
    private static final String ONE = "a tool is told to look away";
    private static final String HINT = "mend what the tool finds, or silence one finding and say why";
    private static final Set<FileKind> CODE = Set.of(PRODUCTION, TEST);

    private Suppressions() {}

    static Gate gate() {
        return new Table("suppression")
                .in(CODE, JAVA)
                .part(Part.WHOLE)
                .rule(BLOCK, ALL, HINT, "^\\s*@SuppressWarnings\\(\\s*\\{?\\s*\"all\"")
                .part(Part.CODE)
                .rule(NOTE, ONE, HINT, "@Suppress(Warnings|FBWarnings)?\\(")
                .part(Part.COMMENT)
                .rule(NOTE, ONE, HINT, "\\bNOSONAR\\b|CHECKSTYLE:OFF")
                .in(CODE, JAVASCRIPT)
                .rule(BLOCK, ALL, HINT, "@ts-nocheck|/\\*\\s*eslint-disable\\s*\\*/|/[/*]\\s*eslint-disable\\s*$")
                .rule(NOTE, ONE, HINT, "@ts-(ignore|expect-error)|eslint-disable-|(istanbul|c8|v8) ignore")
                .in(CODE, PYTHON)
                .rule(
                        BLOCK,
                        ALL,
                        HINT,
                        "#\\s*(flake8:\\s*noqa\\s*$|ruff:\\s*noqa\\s*$|mypy:\\s*ignore-errors|pylint:\\s*(skip-file|disable=all))")
                .rule(NOTE, ONE, HINT, "#\\s*(noqa|type:\\s*ignore|pragma:\\s*no cover|pylint:\\s*disable)")
                .in(CODE, GO)
                .rule(BLOCK, ALL, HINT, "//\\s*nolint(:all)?\\s*$")
                .rule(NOTE, ONE, HINT, "//\\s*nolint:|#nosec")
                .in(Set.of(BUILD))
                .part(Part.WHOLE)
                .rule(
                        BLOCK,
                        "a step of the build may fail",
                        "let the build fail where a step does",
                        "continue-on-error:\\s*true|allow_failure:\\s*true")
                .rule(
                        BLOCK,
                        "a tool's failure is ignored",
                        "let the build fail where the tool does",
                        "\\b(mvn|gradle\\w*|npm|yarn|pnpm|pytest|tox|go (test|vet)|eslint|mypy|ruff|jest|vitest|cargo|make)\\b.*\\|\\|\\s*(true|:|exit 0)\\s*$")
                .gate();
    }
}
