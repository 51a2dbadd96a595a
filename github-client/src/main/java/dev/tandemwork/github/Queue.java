package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Json;
import dev.tandemwork.github.http.Reply;
import dev.tandemwork.github.http.Verb;
import dev.tandemwork.github.limit.Effect;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ScmException;
import java.util.Optional;

/** What has a host merge later: its queue, its merge when ready, an update of the branch. */
final class Queue {
    private static final int INVALID = 422;
    private static final String ENQUEUE = "mutation($id:ID!,$head:GitObjectID!){"
            + "enqueuePullRequest(input:{pullRequestId:$id,expectedHeadOid:$head}){mergeQueueEntry{state}}}";
    private static final String AUTO_MERGE =
            "mutation($id:ID!,$head:GitObjectID!,$title:String!,$body:String!){enablePullRequestAutoMerge(input:{"
                    + "pullRequestId:$id,expectedHeadOid:$head,mergeMethod:SQUASH,commitHeadline:$title,commitBody:$body})"
                    + "{pullRequest{id}}}";

    private final Api api;
    private final Pulls pulls;

    Queue(Api api, Pulls pulls) {
        this.api = api;
        this.pulls = pulls;
    }

    Answer enqueue(PullView view, MergeSpec spec) {
        try {
            api.graphql(ENQUEUE, variables(view, spec), Effect.CONTENT, Priority.MERGE);
        } catch (ScmException refused) {
            if (refused.kind() == ScmException.Kind.INVALID) {
                String told = String.valueOf(refused.getMessage());
                return told.contains("already in the queue")
                        ? new Answer.Later("it is in the merge queue")
                        : new Answer.No(told);
            }
            throw refused;
        }
        return new Answer.Later("it is in the merge queue");
    }

    private static ObjectNode variables(PullView view, MergeSpec spec) {
        return Json.object()
                .put("id", view.node())
                .put("head", spec.expectedHead().hex());
    }

    /**
     * Has the host merge a pull request by itself as soon as it can be merged, and returns whether it will: one that can be
     * merged now is for {@link Landing}, and some repositories do not allow it.
     */
    boolean mergeWhenReady(PullRequestRef ref, MergeSpec spec) {
        PullView view = pulls.view(ref);
        ObjectNode variables = variables(view, spec).put("title", spec.title()).put("body", spec.body());
        try {
            api.graphql(AUTO_MERGE, variables, Effect.CONTENT, Priority.MERGE);
            return true;
        } catch (ScmException refused) {
            if (refused.kind() == ScmException.Kind.INVALID) {
                return false;
            }
            throw refused;
        }
    }

    /** Merges the base branch into the branch, if that is at {@code expected}; the host does it a moment later. */
    boolean updateBranch(PullRequestRef ref, CommitId expected) {
        JsonNode body = Json.object().put("expected_head_sha", expected.hex());
        Call call = Call.write(Verb.PUT, Pulls.path(ref, "/update-branch"), Optional.of(body), Priority.MERGE);
        Reply reply = api.again(() -> api.send(call));
        if (reply.status() != INVALID && !reply.isGood()) {
            throw Api.refusal(call, reply);
        }
        return reply.isGood();
    }
}
