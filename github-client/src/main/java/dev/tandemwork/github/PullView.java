package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequest.State;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ScmException;
import java.util.Optional;

/** A pull request as the host shows it. Fields that newer versions of the host leave out are optional here. */
final class PullView {
    private final String repository;
    private final JsonNode json;

    PullView(String repository, JsonNode json) {
        this.repository = repository;
        this.json = json;
    }

    /** Returns which one it is. */
    PullRequestRef ref() {
        return new PullRequestRef(repository, json.path("number").asLong());
    }

    /** Returns what has become of it. */
    State state() {
        if (json.hasNonNull("merged_at") || json.path("merged").asBoolean()) {
            return State.MERGED;
        }
        return json.path("state").asText().equals("open") ? State.OPEN : State.CLOSED;
    }

    /** Returns the last commit of its branch. */
    CommitId head() {
        return commit("head")
                .orElseThrow(() -> ScmException.of(
                        ScmException.Kind.TRANSIENT,
                        "pull request [" + repository + ref() + "] has no head in the host's reply; expected a commit",
                        null));
    }

    /** Returns the commit of the base branch that it was last compared with. */
    Optional<CommitId> base() {
        return commit("base");
    }

    private Optional<CommitId> commit(String side) {
        return Optional.of(json.path(side).path("sha").asText())
                .filter(text -> !text.isEmpty())
                .map(CommitId::new);
    }

    /** Returns the branch to merge. */
    String branch() {
        return json.path("head").path("ref").asText();
    }

    /** Returns the branch to merge into. */
    String baseBranch() {
        return json.path("base").path("ref").asText();
    }

    /** Returns who opened it. */
    String author() {
        return json.path("user").path("login").asText();
    }

    /** Returns whether the host can merge it, as soon as it has found out. */
    Optional<Boolean> mergeable() {
        return Optional.of(json.path("mergeable")).filter(JsonNode::isBoolean).map(JsonNode::asBoolean);
    }

    /** Returns the host's word for what stands between it and a merge. */
    String mergeableState() {
        return json.path("mergeable_state").asText("unknown");
    }

    /** Returns whether its author is not done with it. */
    boolean isDraft() {
        return json.path("draft").asBoolean();
    }

    /** Returns the host's name of it for GraphQL. */
    String node() {
        return json.path("node_id").asText();
    }

    /** A branch of a fork may have the same name. */
    boolean isOfBranch(String branch) {
        return branch().equals(branch)
                && json.path("head").path("repo").path("id").asLong(-1)
                        == json.path("base").path("repo").path("id").asLong(-2);
    }

    Optional<CommitId> mergeCommit() {
        return Optional.of(json.path("merge_commit_sha").asText(""))
                .filter(text -> state() == State.MERGED && !text.isEmpty())
                .map(CommitId::new);
    }

    PullRequest toPullRequest(Optional<CommitId> mergeCommit) {
        return new PullRequest(
                ref(),
                json.path("title").asText(),
                json.path("body").asText(""),
                author(),
                branch(),
                head(),
                baseBranch(),
                state(),
                mergeCommit,
                json.path("html_url").asText());
    }
}
