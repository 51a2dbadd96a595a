package dev.tandemwork.review.llm.gate;

import static dev.tandemwork.review.llm.gate.FileKind.BUILD;
import static dev.tandemwork.review.llm.gate.FileKind.PRODUCTION;
import static dev.tandemwork.review.llm.gate.FileKind.TEST;
import static dev.tandemwork.review.llm.gate.Language.GO;
import static dev.tandemwork.review.llm.gate.Language.JAVA;
import static dev.tandemwork.review.llm.gate.Language.JAVASCRIPT;
import static dev.tandemwork.review.llm.gate.Language.PYTHON;
import static dev.tandemwork.review.llm.gate.Remark.Level.BLOCK;
import static dev.tandemwork.review.llm.gate.Remark.Level.PERSON;

import dev.tandemwork.review.llm.gate.LineRule.Part;
import dev.tandemwork.review.llm.gate.LineRule.Table;
import java.util.Set;

/** What makes tests pass that should not: skipping them, assertions of nothing, and code that knows that it is tested. */
final class TestTricks {
    private static final String SKIPPED = "a test is skipped";
    private static final String RUN_IT = "let the test run, and mend what it finds";
    private static final String CONDITIONAL = "a test is skipped under a condition";
    private static final String EMPTY = "an assertion can't fail";
    private static final String ASSERT = "assert something that can be wrong";
    private static final String SWALLOWED = "a failed assertion is swallowed";
    private static final String ENDED = "a test can end its run as a success";
    private static final String KNOWS = "code knows when it is tested";
    private static final String SAME = "behave the same in tests as elsewhere";

    private static final String CAUGHT =
            "\\bcatch\\s*\\(\\s*(final\\s+)?(Throwable|Error|AssertionError|AssertionFailedError)\\b[^)]*\\)\\s*\\{\\s*";

    private TestTricks() {}

    static Gate gate() {
        Table table = new Table("tests");
        java(table.in(Set.of(TEST), JAVA));
        javaScript(table.in(Set.of(TEST), JAVASCRIPT));
        python(table.in(Set.of(TEST), PYTHON));
        go(table.in(Set.of(TEST), GO));
        build(table.in(Set.of(BUILD)).part(Part.WHOLE));
        production(table);
        return table.gate();
    }

    private static void java(Table table) {
        table.part(Part.CODE)
                .rule(
                        BLOCK,
                        SKIPPED,
                        RUN_IT,
                        "@(Disabled|Ignore)\\b|\\bassum\\w*\\(\\s*false\\b|\\bassumingThat\\(\\s*false\\b")
                .rule(PERSON, CONDITIONAL, RUN_IT, "@(Disabled|Enabled)(On|If|For)\\w*")
                .rule(
                        BLOCK,
                        EMPTY,
                        ASSERT,
                        "\\bassertTrue\\(\\s*true\\b|\\bassertFalse\\(\\s*false\\b|\\bassertThat\\(\\s*true\\s*\\)|\\bassert(Equals|Same)\\(\\s*([\\w.()]+)\\s*,\\s*\\2\\s*\\)")
                .rule(BLOCK, SWALLOWED, "let the assertion fail", CAUGHT + "\\}")
                .rule(PERSON, "a failed assertion is caught", "let the assertion fail", CAUGHT + "$")
                .rule(
                        BLOCK,
                        ENDED,
                        "return from the test",
                        "\\b(System\\.exit|Runtime\\.getRuntime\\(\\)\\.halt)\\(\\s*0\\s*\\)");
    }

    private static void javaScript(Table table) {
        table.part(Part.CODE)
                .rule(
                        BLOCK,
                        SKIPPED,
                        RUN_IT,
                        "\\b(it|test|describe|context|suite)\\.(skip|only|todo|fixme|fails)\\b|^\\s*(x|f)(it|describe|test)\\s*\\(")
                .rule(
                        BLOCK,
                        EMPTY,
                        ASSERT,
                        "\\bexpect\\(\\s*(true|1)\\s*\\)\\.to|\\bassert(\\.ok)?\\(\\s*true\\s*\\)|\\bexpect\\(\\s*(\\w+)\\s*\\)\\.to(Be|Equal|StrictEqual)\\(\\s*\\3\\s*\\)")
                .rule(BLOCK, SWALLOWED, "let the assertion fail", "\\bcatch\\s*(\\(\\w*\\))?\\s*\\{\\s*\\}")
                .rule(BLOCK, ENDED, "return from the test", "\\bprocess\\.exit\\(\\s*0\\s*\\)");
    }

    private static void python(Table table) {
        table.part(Part.CODE)
                .rule(
                        BLOCK,
                        SKIPPED,
                        RUN_IT,
                        "\\bpytest\\.mark\\.(skip|xfail)\\b(?!if)|\\bunittest\\.(skip|expectedFailure)\\b(?!If|Unless)|^\\s*pytest\\.(skip|xfail)\\(|\\bself\\.skipTest\\(|\\bcollect_ignore")
                .rule(PERSON, CONDITIONAL, RUN_IT, "\\bpytest\\.mark\\.skipif\\b|\\bunittest\\.skip(If|Unless)\\b")
                .rule(
                        BLOCK,
                        EMPTY,
                        ASSERT,
                        "^\\s*assert (True|1)\\s*(,.*)?$|\\bassertTrue\\(\\s*True\\b|^\\s*assert (\\w+) == \\3\\s*$|\\bassert\\b.*\\bor True\\b")
                .rule(
                        BLOCK,
                        SWALLOWED,
                        "let the assertion fail",
                        "^\\s*except\\s+\\(?.*\\b(AssertionError|BaseException)\\b.*:\\s*(pass\\s*)?$|^\\s*except(\\s+Exception)?\\s*:\\s*pass\\s*$|\\bsuppress\\(\\s*(AssertionError|BaseException)")
                .rule(BLOCK, ENDED, "return from the test", "\\b(sys|os)\\._?exit\\(\\s*0?\\s*\\)")
                .part(Part.WHOLE)
                .rule(
                        BLOCK,
                        "the outcome of tests is rewritten",
                        "leave the outcome to the test",
                        "\\.outcome\\s*=\\s*[\"']passed|\\bpytest_(runtest_makereport|sessionfinish)\\b.*:|\\bexitstatus\\s*=\\s*0");
    }

    private static void go(Table table) {
        table.part(Part.CODE)
                .rule(BLOCK, SKIPPED, RUN_IT, "^\\t\\w\\.Skip(f|Now)?\\(")
                .rule(PERSON, CONDITIONAL, RUN_IT, "^\\t\\t+\\w\\.Skip(f|Now)?\\(")
                .rule(BLOCK, EMPTY, ASSERT, "\\b(assert|require)\\.(True\\(\\w+, true\\b|Equal\\(\\w+, (\\w+), \\3\\))")
                .rule(BLOCK, SWALLOWED, "let the assertion fail", "\\bdefer func\\(\\) \\{ *_? *=? *recover\\(\\)")
                .rule(BLOCK, ENDED, "return from the test", "\\bos\\.Exit\\(\\s*0\\s*\\)");
    }

    private static void build(Table table) {
        table.rule(
                BLOCK,
                "tests are left out of the build",
                "run all tests",
                "-DskipTests\\b(?!=false)|maven\\.test\\.skip>?\\s*[=>]?\\s*true|<skip(Tests|ITs)?>\\s*true|failIfNo(Specified)?Tests>?\\s*[=>]\\s*false|testFailureIgnore>?\\s*[=>]?\\s*true"
                        + "|ignoreFailures\\s*=\\s*true|--passWithNoTests|\\b-x test\\b|--(deselect|ignore)[= ]\\S*test|testPathIgnorePatterns|-skip[= ]"
                        + "|\\btest\\b.*\"\\s*:\\s*\"(true|exit 0|echo[^\"]*)\"");
    }

    private static void production(Table table) {
        table.in(Set.of(PRODUCTION), JAVA)
                .part(Part.WHOLE)
                .rule(
                        BLOCK,
                        KNOWS,
                        SAME,
                        "^\\s*import (static )?(org\\.junit|junit\\.framework|org\\.testng)\\b|forName\\(\"(org\\.junit|junit\\.)|getStackTrace\\(\\).*(?i:test|junit)|getProperty\\(\"surefire|contains\\(\"(junit|surefire)|getClassName\\(\\).*\"[^\"]*(Test|junit)")
                .in(Set.of(PRODUCTION), JAVASCRIPT)
                .rule(
                        BLOCK,
                        KNOWS,
                        SAME,
                        "\\bJEST_WORKER_ID\\b|process\\.env\\.(VITEST|MOCHA)|NODE_ENV\\s*={2,3}\\s*['\"]test['\"]|\\bglobalThis\\.(jest|vi|it)\\b|typeof (jest|describe|it)\\b")
                .in(Set.of(PRODUCTION), PYTHON)
                .rule(
                        BLOCK,
                        KNOWS,
                        SAME,
                        "PYTEST_CURRENT_TEST|['\"](pytest|unittest|_pytest)['\"]\\s+in\\s+sys\\.modules|inspect\\.stack\\(\\).*test|sys\\.argv\\[0\\].*pytest")
                .in(Set.of(PRODUCTION), GO)
                .rule(
                        BLOCK,
                        KNOWS,
                        SAME,
                        "\\btesting\\.Testing\\(\\)|flag\\.Lookup\\(\"test\\.|os\\.Args\\[0\\].*\\.test\"");
    }
}
