package dev.tandemwork.review.llm.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.review.llm.change.DiffLine.Ending;
import dev.tandemwork.review.llm.change.FileChange.Content;
import dev.tandemwork.scm.CommitId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways to hide a line from a reviewer, each of which has worked on a reviewer that is in use. */
final class EvasionTest {
    @TempDir
    Path dir;

    private Scene scene;

    @BeforeEach
    void prepare() {
        scene = Scene.in(dir);
    }

    @Test
    void aLine_thatTalksOfAMissingLineFeed_isKept_andThoseBelowKeepTheirNumbers() throws Exception {
        FileChange change = scene.change(
                "a.py", "one\n", "one\nexec(x); // No newline at end of file\n\\ No newline at end of file\nlast");

        assertThat(change.added().map(DiffLine::text))
                .containsExactly("exec(x); // No newline at end of file", "\\ No newline at end of file", "last");
        assertThat(change.added().map(DiffLine::after)).containsExactly(2, 3, 4);
        assertThat(change.added().map(DiffLine::ending))
                .containsExactly(Ending.LINE_FEED, Ending.LINE_FEED, Ending.END_OF_FILE);
    }

    @Test
    void aLine_isNotDivided_whereOnlyOthersWouldSeeAnEnd() throws Exception {
        FileChange change = scene.change("a.py", "", "a\fb\rc\u00e2\u0080\u00a8d\u000be\u0085f\ng\r\n");

        assertThat(change.added().map(DiffLine::text))
                .containsExactly("a\fb\rc\u00e2\u0080\u00a8d\u000be\u0085f", "g\r");
    }

    @Test
    void aFile_thatCallsItselfGenerated_isShown() throws Exception {
        FileChange change = scene.change("a.js", "one\n", "// @generated\nevil();\n");

        assertThat(change.added().map(DiffLine::text)).contains("evil();");
    }

    @Test
    void hunksOfOneLine_haveNoCounts_andAreShown() throws Exception {
        CommitId from = scene.with("a.txt", "old\n").commit();
        CommitId to = scene.with("a.txt", "new\n").with("b.txt", "single\n").commit();

        ChangeSet changes = scene.changes(from, to);

        assertThat(changes.files().stream().flatMap(FileChange::added).map(DiffLine::text))
                .containsExactly("new", "single");
    }

    @Test
    void linesThatLookLikeHeaders_areLines() throws Exception {
        String text = "--- a/x\n+++ b/x\n@@ -1 +1 @@\ndiff --git a/x b/x\n-- \n";

        FileChange change = scene.change("inj.txt", "", text);

        assertThat(change.added().map(DiffLine::text))
                .containsExactlyElementsOf(text.lines().toList());
    }

    @Test
    void anAttribute_thatCallsSourceBinary_hidesNothing() throws Exception {
        CommitId from =
                scene.with("A.java", "class A {}\n").with("b.bin", "\0one").commit();
        scene.with(".gitattributes", "*.java -diff\n*.bin diff\n");
        CommitId to = scene.with("A.java", "class A { int evil; }\n")
                .with("b.bin", "\0two")
                .commit();

        ChangeSet changes = scene.changes(from, to);

        assertThat(changes.files()).extracting(FileChange::path).containsExactly(".gitattributes", "A.java", "b.bin");
        FileChange java = changes.files().get(1);
        assertThat(java.content()).isEqualTo(Content.TEXT);
        assertThat(java.added().map(DiffLine::text)).containsExactly("class A { int evil; }");
        assertThat(java.removed().map(DiffLine::text)).containsExactly("class A {}");
    }

    @Test
    void anAttributeOfTheRepository_orASize_thatHidesLines_leavesTheChangeIncomplete() throws Exception {
        CommitId from = scene.with("A.java", "class A {}\n").commit();
        CommitId to = scene.with("A.java", "class A { int evil; }\n").commit();
        Files.writeString(dir.resolve(".git/info/attributes"), "*.java -diff\n");

        assertThat(incomplete(scene.read(from, to)))
                .isEqualTo("the change can't be read: git hides the lines of [A.java] although it is text; "
                        + "expected no attribute and no size to make it binary");
    }

    @Test
    void aHostileRepository_runsNothing_andChangesNothing() throws Exception {
        CommitId from = scene.with("a.txt", "one\n")
                .with(".gitattributes", "* diff=evil filter=evil\n")
                .commit();
        CommitId to = scene.with("a.txt", "two\n").commit();
        Path ran = dir.resolve(".git/ran");
        String touch = "touch " + ran;
        for (String key : new String[] {
            "diff.external", "diff.evil.command", "diff.evil.textconv", "core.fsmonitor", "filter.evil.clean",
            "filter.evil.smudge", "core.pager", "pager.diff-tree", "core.sshCommand", "core.alternateRefsCommand"
        }) {
            scene.git().require("config", key, touch);
        }
        for (String setting : new String[] {
            "diff.noprefix=true",
            "core.bigFileThreshold=1k",
            "diff.context=0",
            "diff.renames=false",
            "diff.suppressBlankEmpty=true",
            "diff.algorithm=patience",
            "diff.interHunkContext=50",
            "color.ui=always",
            "core.quotePath=false",
            "diff.orderFile=/nowhere",
            "diff.relative=true",
            "diff.mnemonicPrefix=true",
            "diff.submodule=log",
            "core.hooksPath=" + dir
        }) {
            String[] pair = setting.split("=");
            scene.git().require("config", pair[0], pair[1]);
        }

        ChangeSet changes = scene.changes(from, to);

        assertThat(changes.files()).hasSize(1);
        assertThat(changes.files().get(0).lines().map(line -> line.kind().sign() + line.text()))
                .containsExactly("-one", "+two");
        assertThat(ran).doesNotExist();
    }

    @Test
    void aMissingContent_isNotFetched_andLeavesTheChangeIncomplete() throws Exception {
        CommitId from = scene.with("a.txt", "one\n").commit();
        CommitId to = scene.with("a.txt", "two\n").commit();
        Path ran = dir.resolve(".git/ran");
        scene.git().require("config", "extensions.partialClone", "origin");
        scene.git().require("config", "core.repositoryFormatVersion", "1");
        scene.git().require("config", "remote.origin.url", dir.toString());
        scene.git().require("config", "remote.origin.promisor", "true");
        scene.git().require("config", "remote.origin.uploadpack", "touch " + ran + "; false");
        String blob = scene.git().require("rev-parse", to + ":a.txt");
        Files.delete(dir.resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));

        Reading reading = scene.read(from, to);

        assertThat(reading).isInstanceOf(Reading.Incomplete.class);
        assertThat(ran).doesNotExist();
    }

    @Test
    void aHeadThatIsNotThere_orHasNoCommonHistory_isIncomplete() throws Exception {
        CommitId from = scene.with("a.txt", "one\n").commit();
        scene.git().require("checkout", "-q", "--orphan", "other");
        CommitId orphan = scene.with("a.txt", "other\n").commit();

        assertThat(incomplete(scene.read(from, new CommitId("1".repeat(40)))))
                .contains("has 0 merge bases with [" + from + "]; expected 1");
        assertThat(incomplete(scene.read(from, orphan))).contains("has 0 merge bases");
    }

    @Test
    void aHead_withSeveralMergeBases_isIncomplete() throws Exception {
        CommitId root = scene.with("a.txt", "one\n").commit();
        CommitId left = scene.with("b.txt", "one\n").commit();
        scene.git().require("checkout", "-q", "-b", "side", root.hex());
        CommitId right = scene.with("c.txt", "one\n").commit();
        scene.git().require("merge", "-q", "--no-edit", left.hex());
        CommitId head = scene.commit();
        scene.git().require("checkout", "-q", "main");
        scene.git().require("merge", "-q", "--no-edit", right.hex());
        CommitId onto = scene.commit();

        assertThat(incomplete(scene.read(onto, head))).contains("has 2 merge bases");
    }

    @Test
    void anInterrupt_endsAReading() throws Exception {
        CommitId from = scene.with("a.txt", "one\n").commit();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> scene.read(from, from)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private static String incomplete(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Incomplete.class);
        return ((Reading.Incomplete) reading).detail();
    }
}
