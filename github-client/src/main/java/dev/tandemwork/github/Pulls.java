package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Json;
import dev.tandemwork.github.http.Reply;
import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.github.http.Verb;
import dev.tandemwork.github.limit.Effect;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.PullRequestSpec;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opens pull requests, and finds them. */
final class Pulls {
    private static final int INVALID = 422;
    private static final String MERGE_COMMIT = "query($owner:String!,$name:String!,$number:Int!){"
            + "repository(owner:$owner,name:$name){pullRequest(number:$number){mergeCommit{oid}}}}";

    private final Api api;
    private final Branches branches;
    private final Map<PullRequestRef, String> authors = new ConcurrentHashMap<>();

    Pulls(Api api, Branches branches) {
        this.api = api;
        this.branches = branches;
    }

    /** Opens the pull request, or returns the open one. */
    PullRequest ensure(PullRequestSpec spec) {
        Change change = spec.change();
        PullView view = api.once(() -> open(change), () -> create(spec));
        PullRequest pull = complete(view);
        authors.put(pull.ref(), pull.author());
        // The host takes a moment to follow a push.
        return pull.head().equals(change.head())
                ? pull
                : withHead(pull, branches.head(change.repository(), change.branch()));
    }

    private static PullRequest withHead(PullRequest pull, CommitId head) {
        return new PullRequest(
                pull.ref(),
                pull.title(),
                pull.body(),
                pull.author(),
                pull.branch(),
                head,
                pull.baseBranch(),
                pull.state(),
                pull.mergeCommit(),
                pull.url());
    }

    private Optional<PullView> open(Change change) {
        return newest(
                        change.repository(),
                        change.branch(),
                        "&state=open&base=" + RepositoryName.query(change.baseBranch()))
                .filter(view -> view.state() == PullRequest.State.OPEN
                        && view.baseBranch().equals(change.baseBranch()));
    }

    private PullView create(PullRequestSpec spec) {
        Change change = spec.change();
        JsonNode body = Json.object()
                .put("title", spec.title())
                .put("body", spec.body())
                .put("head", change.branch())
                .put("base", change.baseBranch());
        String path = RepositoryName.of(change.repository()).path("/pulls");
        Call call = Call.content(Verb.POST, path, body, Priority.REVIEW);
        Reply reply = api.send(call);
        if (reply.isGood()) {
            return new PullView(change.repository(), reply.json());
        }
        // Somebody else was first.
        Optional<PullView> other = reply.status() == INVALID ? open(change) : Optional.empty();
        return other.orElseThrow(() -> Api.refusal(call, reply));
    }

    /** Returns the newest pull request of a branch. */
    Optional<PullRequest> newest(String repository, String branch) {
        return newest(repository, branch, "&state=all").map(this::complete);
    }

    /** Without its owner a branch is no filter: the host would return any pull request. */
    private Optional<PullView> newest(String repository, String branch, String filter) {
        RepositoryName name = RepositoryName.of(repository);
        String head = RepositoryName.query(name.owner() + ":" + branch);
        Call call = Call.get(name.path("/pulls?per_page=100&head=" + head + filter), Priority.REVIEW);
        return api.pages(call, "").stream()
                .map(json -> new PullView(repository, json))
                .filter(view -> view.isOfBranch(branch))
                .max(Comparator.comparingLong(view -> view.ref().number()));
    }

    /** Returns a pull request as it is now. */
    PullRequest find(PullRequestRef ref) {
        return complete(view(ref));
    }

    /** Returns who opened a pull request, which never changes. */
    String author(PullRequestRef ref) {
        return authors.computeIfAbsent(ref, key -> view(key).author());
    }

    /** Returns a pull request as the host shows it now. */
    PullView view(PullRequestRef ref) {
        return new PullView(ref.repository(), api.json(Call.get(path(ref, ""), Priority.MERGE)));
    }

    /** Returns the path of {@code rest} below a pull request. */
    static String path(PullRequestRef ref, String rest) {
        return RepositoryName.of(ref.repository()).path("/pulls/" + ref.number() + rest);
    }

    private PullRequest complete(PullView view) {
        return view.toPullRequest(mergeCommit(view));
    }

    /** Returns the commit that a merged pull request became. */
    Optional<CommitId> mergeCommit(PullView view) {
        return view.state() == PullRequest.State.MERGED
                ? view.mergeCommit().or(() -> askMergeCommit(view.ref()))
                : Optional.empty();
    }

    /** Newer versions of the REST interface do not tell. */
    private Optional<CommitId> askMergeCommit(PullRequestRef ref) {
        RepositoryName name = RepositoryName.of(ref.repository());
        JsonNode variables = Json.object()
                .put("owner", name.owner())
                .put("name", name.name())
                .put("number", ref.number());
        String path = "/repository/pullRequest/mergeCommit/oid";
        String oid = api.graphql(MERGE_COMMIT, variables, Effect.READ, Priority.MERGE)
                .at(path)
                .asText("");
        return Optional.of(oid).filter(text -> !text.isEmpty()).map(CommitId::new);
    }
}
