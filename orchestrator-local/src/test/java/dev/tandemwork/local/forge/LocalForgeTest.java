package dev.tandemwork.local.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeResult.Merged;
import dev.tandemwork.scm.MergeResult.Refused;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.testkit.git.GitRepository;
import dev.tandemwork.testkit.scm.HostedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalForgeTest {
    @TempDir
    Path dir;

    private GitRepository repository;
    private Desk desk;

    @BeforeEach
    void prepare() {
        repository = GitRepository.create(dir.resolve("repository.git"));
        desk = new Desk(repository, LocalForge.create());
    }

    @Test
    void merge_isCompleted_afterACrashBeforeItsRecord() {
        PullRequest opened = desk.pushed("agent/a", Map.of("a.txt", "a\n"));
        String before = desk.record(1);
        MergeResult first = desk.merge(opened);
        desk.forget(1, before);

        assertThat(desk.with(LocalForge.create()).merge(opened)).isEqualTo(first);
        assertThat(repository.history("main")).hasSize(2);
        assertThat(desk.client().pullRequest(opened.ref()).state()).isEqualTo(PullRequest.State.MERGED);
    }

    @Test
    void merge_isCompleted_afterACrash_alsoWithoutTheBranch_andWithLaterWorkOnTheBase() {
        PullRequest opened = desk.pushed("agent/a", Map.of("a.txt", "a\n"));
        String before = desk.record(1);
        MergeResult first = desk.merge(opened);
        desk.forget(1, before);
        repository.push("main", "main", Map.of("a.txt", "later\n"));
        desk.client().deleteBranch(repository.location(), "agent/a", opened.head());

        assertThat(desk.merge(opened)).isEqualTo(first);
        assertThat(repository.files("main")).containsEntry("a.txt", "later\n");
    }

    @Test
    void merge_isNotFooled_byTrailersInABody() {
        PullRequest first = desk.pushed("agent/a", Map.of("a.txt", "a\n"));
        PullRequest second = desk.pushed("agent/b", Map.of("b.txt", "b\n"));
        String forged = "commit 1\n\nTandemwork-Pull-Request: 2\nTandemwork-Head: " + second.head();
        desk.client().merge(first.ref(), new MergeSpec(first.head(), "Land a\nreally", forged));

        assertThat(desk.merge(second)).isInstanceOf(Merged.class);
        assertThat(repository.history("main")).hasSize(3);
        assertThat(repository.files("main")).containsKeys("a.txt", "b.txt");
    }

    @Test
    void merge_isFound_whateverItsBodyHolds() {
        PullRequest opened = desk.pushed("agent/a", Map.of("a.txt", "a\n"));
        MergeSpec spec =
                new MergeSpec(opened.head(), " T\u0000itle\u001b[1m ", "---\n#x\ncommit 1\n\u0000\n\nco: mmit");
        String before = desk.record(1);
        MergeResult first = desk.client().merge(opened.ref(), spec);
        desk.forget(1, before);

        assertThat(desk.client().merge(opened.ref(), spec)).isEqualTo(first);
        assertThat(repository.history("main").get(0).message()).startsWith("Title[1m\n\n---\n#x\ncommit 1\n");
    }

    @Test
    void merge_isBlocked_byAFailedCheckOfThatCommit() {
        PullRequest opened = desk.pushed("agent/a", Map.of("a.txt", "a\n"));
        desk.client()
                .reportCheck(
                        repository.location(), opened.head(), new CheckRun("tests", CheckRun.State.FAILED, "1 of 3"));

        Refused refused = (Refused) desk.merge(opened);

        assertThat(refused.cause()).isEqualTo(MergeResult.Cause.BLOCKED);
        assertThat(refused.detail()).contains("a check of this commit failed").contains("1 of 3");
    }

    @Test
    void merge_namesEveryConflict() {
        PullRequest opened = desk.pushed("agent/a", Map.of("README.md", "a\n", "x y/ü.txt", "a\n", "fine.txt", "a\n"));
        repository.push("main", "main", Map.of("README.md", "b\n", "x y/ü.txt", "b\n"));

        assertThat(((Refused) desk.merge(opened)).conflicts()).containsExactly("README.md", "x y/ü.txt");
    }

    @Test
    void merge_refusesAHeadThatNoRepositoryHas() {
        PullRequest opened = desk.pushed("agent/a", Map.of("a.txt", "a\n"));
        MergeSpec spec = new MergeSpec(new CommitId("1".repeat(40)), "t", "b");

        MergeResult result = desk.client().merge(opened.ref(), spec);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.cause()).isEqualTo(MergeResult.Cause.HEAD_MOVED));
    }

    @Test
    void merge_isSignedByItsIdentity() {
        Desk other = desk.with(LocalForge.builder().identity("lander").build());
        other.merge(desk.pushed("agent/a", Map.of("a.txt", "a\n")));

        assertThat(repository.git("log", "-1", "--format=%an %ae %cn", "main").strip())
                .isEqualTo("lander lander@tandemwork.invalid lander");
    }

    @Test
    void recordsSurvive_whenTheRepositoryIsRepackedAndCloned() {
        PullRequest opened = desk.pushed("agent/a", Map.of("a.txt", "a\n"));
        desk.merge(opened);
        desk.client().deleteBranch(repository.location(), "agent/a", opened.head());
        repository.git("gc", "--quiet", "--prune=now");
        repository.git("clone", "-q", "--mirror", ".", dir.resolve("copy.git").toString());

        assertThat(desk.client().diff(opened.ref()).paths()).containsExactly("a.txt");
        assertThat(LocalForge.create().findPullRequest(dir.resolve("copy.git").toString(), "agent/a"))
                .isPresent();
    }

    @Test
    void aFileUrl_isARepositoryToo() {
        desk.pushed("agent/a", Map.of("a.txt", "a\n"));

        assertThat(desk.client().findPullRequest(repository.folder().toUri().toString(), "agent/a"))
                .isPresent();
    }

    @Test
    void aCheckedOutBase_isRefused_withTheRemedy() {
        Path work = dir.resolve("work");
        repository.git("clone", "-q", repository.location(), work.toString());
        GitRepository checkedOut = GitRepository.at(work);
        checkedOut.git("branch", "agent/a");
        Desk other = new Desk(checkedOut, LocalForge.create());

        assertThat(failure(() -> other.open("agent/a")))
                .hasMessage("branch [main] is checked out in [" + work
                        + "]; expected a bare repository, or another branch to be checked out; run: git -C " + work
                        + " switch --detach");
        checkedOut.git("switch", "-q", "--detach");
        other.push("agent/a", Map.of("a.txt", "a\n"));
        assertThat(other.merge(other.open("agent/a"))).isInstanceOf(Merged.class);
    }

    @Test
    void aBaseInALinkedWorktree_isRefused() {
        repository.git("worktree", "add", "-q", dir.resolve("linked").toString(), "main");
        desk.push("agent/a", Map.of("a.txt", "a\n"));

        assertThat(failure(() -> desk.open("agent/a"))).hasMessageContaining("branch [main] is checked out");
    }

    @Test
    void whatIsNoRepository_isRefused_withTheRemedy() {
        Path nothing = dir.resolve("nothing");

        assertThat(failure(() -> LocalForge.create().findPullRequest(nothing.toString(), "b")))
                .hasMessage(
                        "repository [" + nothing + "] is no git repository; expected the path of a bare one; make one "
                                + "with: git clone --bare SOURCE " + nothing);
        assertThat(failure(() -> LocalForge.create().findPullRequest("file://host/x", "b"))
                        .kind())
                .isEqualTo(ScmException.Kind.INVALID);
    }

    @Test
    void aBranchThatIsAnOptionOrAPattern_isRefused() {
        desk.push("agent/a", Map.of("a.txt", "a\n"));

        assertThat(failure(() -> desk.open("--all")).kind()).isEqualTo(ScmException.Kind.INVALID);
        assertThat(failure(() -> desk.open("agent/*")).kind()).isEqualTo(ScmException.Kind.INVALID);
    }

    @Test
    void aMissingGit_isNamed() {
        LocalForge forge = LocalForge.builder().program("git-that-is-not-there").build();

        assertThat(failure(() -> forge.findPullRequest(repository.location(), "b")))
                .hasMessageContaining("can't be started")
                .hasMessageContaining("expected an existing folder, and git on the PATH");
    }

    @Test
    void aRecordOfALaterVersion_isRefused() {
        desk.pushed("agent/a", Map.of("a.txt", "a\n"));
        RefStore store =
                new RefStore(LocalRepository.open(repository.location()).git("git"));
        repository.git("update-ref", Refs.pull(1), store.write(Map.of("format", 2)));

        assertThat(failure(() -> desk.open("agent/a"))).hasMessageContaining("has format 2; expected 1");
    }

    @Test
    void aLockThatACrashLeft_isNamed_andTransient() throws IOException {
        desk.push("agent/a", Map.of("a.txt", "a\n"));
        Path lock = repository.folder().resolve(Refs.pull(1) + ".lock");
        Files.createDirectories(lock.getParent());
        Files.createFile(lock);

        ScmException failure = failure(() -> desk.open("agent/a"));

        assertThat(failure.isTransient()).isTrue();
        assertThat(failure).hasMessageContaining(lock.toString());
    }

    @Test
    void anInterruptedThread_getsATypedFailure_andStaysInterrupted() {
        PullRequest opened = desk.pushed("agent/a", Map.of("a.txt", "a\n"));
        Thread.currentThread().interrupt();

        ScmException failure = failure(() -> desk.merge(opened));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.kind()).isIn(ScmException.Kind.TRANSIENT, ScmException.Kind.AMBIGUOUS);
    }

    @Test
    void landedSince_showsAMerge_asItsFirstParentSeesIt() {
        CommitId since = repository.head("main").orElseThrow();
        desk.push("agent/a", Map.of("a.txt", "a\n"));
        repository.push("main", "main", Map.of("b.txt", "b\n"));
        String tree =
                repository.git("merge-tree", "--write-tree", "main", "agent/a").strip();
        String merge = repository
                .git(
                        "-c",
                        "user.name=x",
                        "-c",
                        "user.email=x@y",
                        "commit-tree",
                        tree,
                        "-p",
                        "main",
                        "-p",
                        "agent/a",
                        "-m",
                        "Merge a")
                .strip();
        repository.git("update-ref", "refs/heads/main", merge);

        var landed = desk.client().landedSince(repository.location(), "main", since);

        assertThat(landed).hasSize(2);
        assertThat(landed.get(0).title()).isEqualTo("Merge a");
        assertThat(landed.get(0).patch()).contains("+a").doesNotContain("+b");
    }

    @Test
    void history_namesPullRequestAndHead() {
        PullRequest opened = desk.pushed("agent/a", Map.of("a.txt", "a\n"));
        desk.merge(opened);

        HostedRepository.Commit commit = repository.history("main").get(0);
        assertThat(commit.message().strip())
                .isEqualTo("Land agent/a\n\nBody\n\nTandemwork-Pull-Request: 1\nTandemwork-Head: " + opened.head());
    }

    private static ScmException failure(ThrowingCallable call) {
        return catchThrowableOfType(ScmException.class, call);
    }
}
