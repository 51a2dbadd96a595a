package dev.tandemwork.local.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.testkit.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffExactnessTest {
    private static final String[] NAMES = {
        "a.txt", "b c.txt", "ü/ö.java", "quo\"te", "back\\slash", "-dash", "x/y/z", "b/a.txt", "+++ b", "tab\tname"
    };
    private static final String[] LINES = {
        "one\n",
        "two\r\n",
        "\n",
        "+++ b/a.txt\n",
        "--- a/a.txt\n",
        "@@ -1 +1 @@\n",
        "diff --git a/x b/x\n",
        "end",
        "\u0000bin\n",
        "ü\u2028x\n"
    };

    @TempDir
    Path dir;

    private GitRepository repository;
    private Desk desk;

    @BeforeEach
    void prepare() {
        repository = GitRepository.create(dir.resolve("repository.git"));
        desk = new Desk(repository, LocalForge.create());
    }

    @RepeatedTest(8)
    void diff_makesTheHead_whenItIsAppliedToTheMergeBase(RepetitionInfo repetition) throws IOException {
        Random random = new Random(repetition.getCurrentRepetition());
        repository.push("main", "main", files(random));
        PullRequest opened = desk.pushed("agent/a", files(random));
        String base = repository.head("main").orElseThrow().hex();
        repository.push("main", "main", Map.of("later.txt", "later\n"));

        DiffResult diff = desk.client().diff(opened.ref());

        assertThat(applied(base, diff.patch())).isEqualTo(tree("agent/a"));
        assertThat(diff.paths()).isNotEmpty().isSubsetOf(NAMES);
    }

    private static Map<String, String> files(Random random) {
        Map<String, String> files = new TreeMap<>();
        for (int count = 2 + random.nextInt(5); count > 0; count--) {
            StringBuilder content = new StringBuilder();
            random.ints(random.nextInt(12), 0, LINES.length).forEach(line -> content.append(LINES[line]));
            files.put(NAMES[random.nextInt(NAMES.length)], content.toString());
        }
        return files;
    }

    @Test
    void diff_isNotChanged_byConfigurationAttributesOrReplacedCommits() throws IOException {
        PullRequest opened = desk.pushed("agent/a", Map.of("a.txt", "real\n", ".gitattributes", "* -diff diff=evil\n"));
        DiffResult before = desk.client().diff(opened.ref());
        config("diff.external", "/bin/false");
        config("diff.evil.textconv", "/bin/false");
        config("diff.evil.command", "/bin/false");
        config("diff.noprefix", "true");
        config("diff.context", "0");
        config("diff.suppressBlankEmpty", "true");
        config("color.ui", "always");
        config("log.showSignature", "true");
        repository.git("update-ref", "refs/heads/decoy", opened.head().hex());
        String decoy =
                repository.push("decoy", "main", Map.of("a.txt", "harmless\n")).hex();
        repository.git("replace", opened.head().hex(), decoy);

        assertThat(desk.client().diff(opened.ref())).isEqualTo(before);
        assertThat(before.patch()).contains("+real");
        assertThat(desk.client()
                        .landedSince(
                                repository.location(),
                                "agent/a",
                                repository.head("main").orElseThrow()))
                .first()
                .satisfies(landed -> assertThat(landed.patch()).isEqualTo(before.patch()));
    }

    @Test
    void diff_ofACheckedOutRepository_doesNotReadItsAttributes() throws IOException {
        Path work = dir.resolve("work");
        repository.git("clone", "-q", repository.location(), work.toString());
        GitRepository checkedOut = GitRepository.at(work);
        Files.writeString(work.resolve(".gitattributes"), "* -diff\n");
        checkedOut.git("add", ".gitattributes");
        checkedOut.git("switch", "-q", "--detach");

        PullRequest opened = new Desk(checkedOut, desk.client()).pushed("agent/a", Map.of("a.txt", "real\n"));

        assertThat(desk.client().diff(opened.ref()).patch()).contains("+real");
    }

    @Test
    void diff_namesBothEndsOfARename() {
        String text = "some line\n".repeat(20);
        repository.push("main", "main", Map.of("old.txt", text));
        desk.push("agent/a", Map.of("new.txt", text));
        Path work = dir.resolve("work");
        repository.git("clone", "-q", "-b", "agent/a", repository.location(), work.toString());
        GitRepository clone = GitRepository.at(work);
        clone.git("rm", "-q", "old.txt");
        clone.git("-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qm", "Rename");
        clone.git("push", "-q", "origin", "agent/a");

        DiffResult diff = desk.client().diff(desk.open("agent/a").ref());

        assertThat(diff.paths()).containsExactly("old.txt", "new.txt");
        assertThat(diff.patch()).contains("rename from old.txt").contains("rename to new.txt");
    }

    private void config(String key, String value) {
        repository.git("config", key, value);
    }

    private String applied(String base, String patch) throws IOException {
        Path work = dir.resolve("work");
        repository.git("clone", "-q", "--no-checkout", repository.location(), work.toString());
        GitRepository clone = GitRepository.at(work);
        clone.git("read-tree", base);
        Path file = Files.writeString(dir.resolve("patch"), patch);
        clone.git("apply", "--cached", "--whitespace=nowarn", file.toString());
        return clone.git("write-tree").strip();
    }

    private String tree(String branch) {
        return repository.git("rev-parse", branch + "^{tree}").strip();
    }
}
