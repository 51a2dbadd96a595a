package dev.tandemwork.github;

import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Reply;
import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.github.http.Verb;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.scm.BranchDeletion;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.ScmException;
import java.util.Optional;

/** Branches. */
final class Branches {
    private static final int NOT_FOUND = 404;
    private static final int INVALID = 422;

    private final Api api;

    Branches(Api api) {
        this.api = api;
    }

    /** Returns the last commit of a branch. */
    CommitId head(String repository, String branch) {
        return find(repository, branch)
                .orElseThrow(() -> ScmException.of(
                        ScmException.Kind.NOT_FOUND,
                        "branch [" + branch + "] is not in [" + repository
                                + "], or the token may not see it; expected it to be pushed",
                        null));
    }

    private Optional<CommitId> find(String repository, String branch) {
        String path = RepositoryName.of(repository).path("/git/ref/heads/" + RepositoryName.ref(branch));
        Call call = Call.get(path, Priority.MERGE);
        Reply reply = api.send(call);
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!reply.isGood()) {
            throw Api.refusal(call, reply);
        }
        return Optional.of(new CommitId(reply.json().path("object").path("sha").asText()));
    }

    /** Deletes a branch if it is at {@code expected}. */
    BranchDeletion delete(String repository, String branch, CommitId expected) {
        return api.once(() -> settled(repository, branch, expected), () -> delete(repository, branch));
    }

    private Optional<BranchDeletion> settled(String repository, String branch, CommitId expected) {
        Optional<CommitId> head = find(repository, branch);
        if (head.isEmpty()) {
            return Optional.of(BranchDeletion.ABSENT);
        }
        return head.get().equals(expected) ? Optional.empty() : Optional.of(BranchDeletion.MOVED);
    }

    private BranchDeletion delete(String repository, String branch) {
        String path = RepositoryName.of(repository).path("/git/refs/heads/" + RepositoryName.ref(branch));
        Call call = Call.write(Verb.DELETE, path, Optional.empty(), Priority.MERGE);
        Reply reply = api.send(call);
        if (reply.status() == NOT_FOUND || reply.status() == INVALID) {
            return BranchDeletion.ABSENT;
        }
        if (!reply.isGood()) {
            throw Api.refusal(call, reply);
        }
        return BranchDeletion.DELETED;
    }
}
