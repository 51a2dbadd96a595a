package dev.tandemwork.testkit.github.internal.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.git.BareGit;
import dev.tandemwork.testkit.github.internal.git.ChangedFile;
import dev.tandemwork.testkit.github.internal.git.Commit;
import dev.tandemwork.testkit.github.internal.route.Ask;
import dev.tandemwork.testkit.github.internal.route.Needs;
import dev.tandemwork.testkit.github.internal.route.Routes;
import dev.tandemwork.testkit.github.internal.state.Pull;
import dev.tandemwork.testkit.github.internal.state.Repository;
import dev.tandemwork.testkit.github.internal.wire.Answer;
import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Shows commits: of branches, of pull requests, and between two of them. */
final class CommitEndpoints {
    private static final int REMEMBERED = 1000;
    private static final int FILES_COMPARED = 300;

    private CommitEndpoints() {}

    static void on(Routes routes) {
        Needs content = Needs.permission("contents=read");
        Needs pulls = Needs.permission("pull_requests=read");
        routes.on("GET /repos/{owner}/{repo}/commits", content, CommitEndpoints::list)
                .on("GET /repos/{owner}/{repo}/commits/{sha}", content, CommitEndpoints::get)
                .on("GET /repos/{owner}/{repo}/commits/{sha}/pulls", pulls, CommitEndpoints::pulls)
                .on("GET /repos/{owner}/{repo}/compare/{range...}", content, CommitEndpoints::compare)
                .on("GET /repos/{owner}/{repo}/pulls/{number}/files", pulls, CommitEndpoints::files)
                .on("GET /repos/{owner}/{repo}/pulls/{number}/commits", pulls, CommitEndpoints::ofPull);
    }

    private static String resolve(Ask ask, String revision) {
        return ask.repository().git().resolve(revision).orElseThrow(() -> Problem.of(404, "Not Found"));
    }

    private static Answer list(Ask ask) {
        String start = resolve(ask, ask.call().query("sha").orElse("main"));
        CommitShape shape = new CommitShape(ask, ask.repository());
        return Pages.of(ask, ask.repository().git().history(start, REMEMBERED), shape::commit);
    }

    private static Answer get(Ask ask) {
        BareGit git = ask.repository().git();
        Commit commit = git.commit(git.resolve(ask.parameter("sha"))
                .orElseThrow(() -> Problem.of(422, "No commit found for SHA: " + ask.parameter("sha"))));
        String before = commit.parents().stream().findFirst().orElse(BareGit.EMPTY_TREE);
        if (wantsDiff(ask)) {
            return diff(git.patch(before, commit.sha()));
        }
        CommitShape shape = new CommitShape(ask, ask.repository());
        ObjectNode shown = shape.commit(commit);
        List<ChangedFile> files = git.files(before, commit.sha());
        int additions = files.stream().mapToInt(ChangedFile::additions).sum();
        int deletions = files.stream().mapToInt(ChangedFile::deletions).sum();
        shown.putObject("stats")
                .put("additions", additions)
                .put("deletions", deletions)
                .put("total", additions + deletions);
        shown.set(
                "files",
                files.stream().map(file -> shape.file(file, commit.sha())).collect(Json.toArray()));
        return Answer.ok(shown);
    }

    private static boolean wantsDiff(Ask ask) {
        return ask.call()
                .header("accept")
                .filter(accept -> accept.contains("diff"))
                .isPresent();
    }

    private static Answer diff(byte[] patch) {
        DiffLimits.require(patch);
        return Answer.bytes(200, "application/vnd.github.v3.diff; charset=utf-8", patch);
    }

    /** The pull requests whose head a commit is, or which became it; any that have it would be right too. */
    private static Answer pulls(Ask ask) {
        String sha = ask.parameter("sha").toLowerCase(Locale.ROOT);
        List<Pull> found = ask.repository().pulls().all().stream()
                .filter(pull -> pull.head().equals(sha)
                        || pull.landing()
                                .filter(landing -> landing.commit().equals(sha))
                                .isPresent())
                .sorted(Comparator.comparingInt(Pull::number).reversed())
                .toList();
        PullShape shape = new PullShape(ask, ask.repository());
        return Pages.of(ask, found, shape::item);
    }

    private static Answer compare(Ask ask) {
        String[] ends = ask.parameter("range").split("\\.\\.\\.", 2);
        if (ends.length != 2) {
            throw Problem.notFound();
        }
        String base = resolve(ask, withoutOwner(ends[0]));
        String head = resolve(ask, withoutOwner(ends[1]));
        BareGit git = ask.repository().git();
        String fork = git.mergeBase(base, head)
                .orElseThrow(() -> Problem.of(404, "No common ancestor between " + ends[0] + " and " + ends[1] + "."));
        return wantsDiff(ask) ? diff(git.patch(fork, head)) : Answer.ok(comparison(ask, base, fork, head));
    }

    private static String withoutOwner(String revision) {
        return revision.substring(revision.indexOf(':') + 1);
    }

    private static ObjectNode comparison(Ask ask, String base, String fork, String head) {
        Repository repository = ask.repository();
        BareGit git = repository.git();
        CommitShape shape = new CommitShape(ask, repository);
        List<Commit> ahead = git.between(base, head);
        int behind = git.between(head, base).size();
        String name = base + "..." + head;
        String page = ask.places().web() + "/" + repository.fullName() + "/compare/" + name;
        ObjectNode shown = Json.object()
                .put("url", ask.places().api() + "/repos/" + repository.fullName() + "/compare/" + name)
                .put("html_url", page)
                .put("permalink_url", page)
                .put("diff_url", page + ".diff")
                .put("patch_url", page + ".patch")
                .put("status", status(ahead.size(), behind))
                .put("ahead_by", ahead.size())
                .put("behind_by", behind)
                .put("total_commits", ahead.size());
        commits(shown, shape, ahead);
        shown.set("base_commit", shape.commit(git.commit(base)));
        shown.set("merge_base_commit", shape.commit(git.commit(fork)));
        shown.set(
                "files",
                git.files(fork, head).stream()
                        .limit(FILES_COMPARED)
                        .map(file -> shape.file(file, head))
                        .collect(Json.toArray()));
        return shown;
    }

    private static void commits(ObjectNode shown, CommitShape shape, List<Commit> ahead) {
        shown.set(
                "commits",
                ahead.stream()
                        .limit(DiffLimits.COMMITS_LISTED)
                        .map(shape::commit)
                        .collect(Json.toArray()));
    }

    private static String status(int ahead, int behind) {
        if (ahead > 0 && behind > 0) {
            return "diverged";
        }
        if (ahead > 0) {
            return "ahead";
        }
        return behind > 0 ? "behind" : "identical";
    }

    private static Answer files(Ask ask) {
        Pull pull = ask.pull();
        CommitShape shape = new CommitShape(ask, ask.repository());
        List<ChangedFile> files = ask.repository().pulls().files(pull).stream()
                .limit(DiffLimits.FILES_LISTED)
                .toList();
        return Pages.of(ask, files, file -> shape.file(file, pull.head()));
    }

    private static Answer ofPull(Ask ask) {
        CommitShape shape = new CommitShape(ask, ask.repository());
        List<Commit> commits = ask.repository().pulls().commits(ask.pull()).stream()
                .limit(DiffLimits.COMMITS_LISTED)
                .toList();
        return Pages.of(ask, commits, shape::commit);
    }
}
