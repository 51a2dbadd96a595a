package dev.tandemwork.testkit.scm;

import java.util.Optional;
import java.util.stream.Stream;

/** A method of {@link dev.tandemwork.scm.ScmClient}. */
public enum ScmCall {
    /** {@code ensurePullRequest} */
    ENSURE_PULL_REQUEST("ensurePullRequest"),
    /** {@code findPullRequest} */
    FIND_PULL_REQUEST("findPullRequest"),
    /** {@code pullRequest} */
    PULL_REQUEST("pullRequest"),
    /** {@code headOf} */
    HEAD_OF("headOf"),
    /** {@code diff} */
    DIFF("diff"),
    /** {@code checks} */
    CHECKS("checks"),
    /** {@code reportCheck} */
    REPORT_CHECK("reportCheck"),
    /** {@code review} */
    REVIEW("review"),
    /** {@code upsertComment} */
    UPSERT_COMMENT("upsertComment"),
    /** {@code merge} */
    MERGE("merge"),
    /** {@code landedSince} */
    LANDED_SINCE("landedSince"),
    /** {@code deleteBranch} */
    DELETE_BRANCH("deleteBranch"),
    /** {@code budget} */
    BUDGET("budget");

    private final String method;

    ScmCall(String method) {
        this.method = method;
    }

    static Optional<ScmCall> named(String method) {
        return Stream.of(values()).filter(call -> call.method.equals(method)).findFirst();
    }
}
