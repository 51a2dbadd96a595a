package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.diff.DiffSource;
import dev.tandemwork.github.diff.Patch;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Reply;
import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ScmClient.Landed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Diffs: from a clone where there is one, from the host otherwise, which has no large ones. None is silently short. */
final class Diffs {
    private static final int TOO_LARGE = 406;
    private static final int MOST_FILES = 3000;

    private final Api api;
    private final Pulls pulls;
    private final DiffSource local;

    Diffs(Api api, Pulls pulls, DiffSource local) {
        this.api = api;
        this.pulls = pulls;
        this.local = local;
    }

    /** Returns the diff of a pull request, from the merge base to the head. */
    DiffResult of(PullRequestRef ref) {
        PullView view = pulls.view(ref);
        return view.base()
                .flatMap(base -> local.diff(ref.repository(), base, view.head()))
                .orElseGet(() -> ask(ref));
    }

    private DiffResult ask(PullRequestRef ref) {
        Call call = Call.diff(Pulls.path(ref, ""));
        Reply reply = api.send(call);
        if (reply.status() == TOO_LARGE) {
            return byFiles(ref);
        }
        if (!reply.isGood()) {
            throw Api.refusal(call, reply);
        }
        String patch = reply.text();
        List<String> paths = Patch.of(patch).paths();
        return reply.isCut()
                ? new DiffResult.Partial(patch, paths, "the diff is larger than may be read of it")
                : new DiffResult.Complete(patch, paths);
    }

    /** The host gives each file's part of a diff that it finds too large as a whole. */
    private DiffResult byFiles(PullRequestRef ref) {
        List<JsonNode> files = api.pages(Call.get(Pulls.path(ref, "/files?per_page=100"), Priority.REVIEW), "");
        StringBuilder patch = new StringBuilder();
        Set<String> paths = new LinkedHashSet<>();
        List<String> omitted = new ArrayList<>();
        for (JsonNode file : files) {
            FileDiff diff = new FileDiff(file);
            paths.addAll(diff.paths());
            if (diff.isKnown()) {
                patch.append(diff.patch());
            } else {
                omitted.add(diff.path());
            }
        }
        return result(patch.toString(), List.copyOf(paths), files.size(), omitted);
    }

    private static DiffResult result(String patch, List<String> paths, int files, List<String> omitted) {
        if (files >= MOST_FILES) {
            return new DiffResult.Partial(
                    patch, paths, "the host lists no more than " + MOST_FILES + " files of a pull request");
        }
        return omitted.isEmpty()
                ? new DiffResult.Complete(patch, paths)
                : new DiffResult.Partial(patch, paths, "the host gives no diff of " + omitted);
    }

    /** Returns the paths that a branch has changed since it parted from {@code head}. */
    List<String> changedSince(String repository, CommitId head, String branch) {
        String range = head + "..." + RepositoryName.ref(branch);
        Call call = Call.get(RepositoryName.of(repository).path("/compare/" + range), Priority.MERGE);
        List<String> paths = new ArrayList<>();
        api.json(call).path("files").forEach(file -> paths.addAll(new FileDiff(file).paths()));
        return paths;
    }

    /** Returns what a branch has gained since {@code since}, newest first. */
    List<Landed> landedSince(String repository, String branch, CommitId since) {
        RepositoryName name = RepositoryName.of(repository);
        String range = since + "..." + RepositoryName.ref(branch) + "?per_page=100";
        List<JsonNode> commits = api.pages(Call.get(name.path("/compare/" + range), Priority.MERGE), "commits");
        return firstParents(commits).stream().map(json -> landed(name, json)).toList();
    }

    /** The host lists all commits, oldest first; those of merged branches are no landings of their own. */
    private static List<JsonNode> firstParents(List<JsonNode> commits) {
        Map<String, JsonNode> byId = new HashMap<>();
        commits.forEach(json -> byId.put(json.path("sha").asText(), json));
        List<JsonNode> line = new ArrayList<>();
        Optional<JsonNode> next = commits.isEmpty() ? Optional.empty() : Optional.of(commits.get(commits.size() - 1));
        while (next.isPresent()) {
            line.add(next.get());
            String parent = next.get().path("parents").path(0).path("sha").asText();
            next = Optional.ofNullable(byId.get(parent));
        }
        return line;
    }

    private Landed landed(RepositoryName name, JsonNode json) {
        String sha = json.path("sha").asText();
        String title = json.path("commit")
                .path("message")
                .asText("")
                .lines()
                .findFirst()
                .orElse("");
        String patch = api.require(Call.diff(name.path("/commits/" + sha))).text();
        return new Landed(new CommitId(sha), title, patch);
    }
}
