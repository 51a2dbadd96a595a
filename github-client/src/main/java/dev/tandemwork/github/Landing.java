package dev.tandemwork.github;

import dev.tandemwork.github.http.Api;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeResult;
import dev.tandemwork.scm.MergeResult.Cause;
import dev.tandemwork.scm.MergeResult.Merged;
import dev.tandemwork.scm.MergeResult.Pending;
import dev.tandemwork.scm.MergeSpec;
import dev.tandemwork.scm.PullRequest;
import dev.tandemwork.scm.PullRequestRef;
import dev.tandemwork.scm.ScmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Merges exactly the commit that was reviewed, or says why not.
 *
 * <p>What the pull request shows decides, before a request and after any doubt: a merge that somebody else made, or whose
 * answer was lost, is found there.
 */
final class Landing {
    private static final int MOST_TRIES = 5;
    private static final Duration SHORT = Duration.ofMillis(500);

    private final Api api;
    private final Pulls pulls;
    private final Reviews reviews;
    private final Conflicts conflicts;
    private final MergeRequests requests;

    Landing(Api api, Pulls pulls, Reviews reviews, Conflicts conflicts, MergeRequests requests) {
        this.api = api;
        this.pulls = pulls;
        this.reviews = reviews;
        this.conflicts = conflicts;
        this.requests = requests;
    }

    /** Merges a pull request. */
    MergeResult merge(PullRequestRef ref, MergeSpec spec) {
        PullView view = pulls.view(ref);
        return settled(view, spec).or(() -> objection(ref, spec)).orElseGet(() -> land(view, spec));
    }

    /** Returns what has become of it, if that is decided. */
    private Optional<MergeResult> settled(PullView view, MergeSpec spec) {
        boolean isExpected = view.head().equals(spec.expectedHead());
        if (view.state() == PullRequest.State.CLOSED) {
            return Optional.of(refused(Cause.CLOSED, "it was closed without a merge"));
        }
        if (!isExpected) {
            return Optional.of(refused(Cause.HEAD_MOVED, "its head is " + view.head() + ", not the expected one"));
        }
        return view.state() == PullRequest.State.MERGED ? Optional.of(merged(view)) : Optional.empty();
    }

    private Merged merged(PullView view) {
        CommitId commit = pulls.mergeCommit(view)
                .orElseThrow(() -> ScmException.of(
                        ScmException.Kind.TRANSIENT,
                        "pull request [" + view.ref().repository() + view.ref()
                                + "] is merged, but the host does not tell its commit yet",
                        null));
        return new Merged(commit);
    }

    private Optional<MergeResult> objection(PullRequestRef ref, MergeSpec spec) {
        List<String> against = reviews.standingAgainst(ref, spec.expectedHead());
        return against.isEmpty()
                ? Optional.empty()
                : Optional.of(refused(Cause.BLOCKED, "changes are requested by " + String.join(", ", against)));
    }

    private MergeResult land(PullView first, MergeSpec spec) {
        Optional<PullView> view = Optional.of(first);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<PullView> known = view.filter(this::isKnown)
                    .or(() ->
                            api.poll(() -> Optional.of(pulls.view(first.ref())).filter(this::isKnown)));
            if (known.isEmpty()) {
                return new Pending("the host has not found out yet whether it can be merged");
            }
            Optional<MergeResult> result = attempt(known.get(), spec);
            if (result.isPresent()) {
                return result.get();
            }
            api.rest(SHORT.multipliedBy(tries));
            view = Optional.empty();
        }
        return new Pending("its base branch moves on faster than it can be merged");
    }

    /** A host that merges in the background finds out by itself whether it can. */
    private boolean isKnown(PullView view) {
        return view.state() != PullRequest.State.OPEN || view.mergeable().isPresent() || requests.areInBackground();
    }

    /** Returns what became of one request, or nothing if it is to be made again. */
    private Optional<MergeResult> attempt(PullView view, MergeSpec spec) {
        Optional<MergeResult> settled = settled(view, spec);
        if (settled.isPresent()) {
            return settled;
        }
        if (view.isDraft()) {
            return Optional.of(refused(Cause.BLOCKED, "it is a draft; mark it as ready for review"));
        }
        if (!view.mergeable().orElse(true)) {
            return Optional.of(conflict(view, "the host can't merge it: " + view.mergeableState()));
        }
        return requests.send(view, spec)
                .fold(
                        commit -> Optional.of(new Merged(commit)),
                        reason -> Optional.of(new Pending(reason)),
                        refusal -> afterRefusal(view.ref(), spec, refusal));
    }

    /** A refusal may have been overtaken: by another merge, another push, another base. */
    private Optional<MergeResult> afterRefusal(PullRequestRef ref, MergeSpec spec, String refusal) {
        PullView now = pulls.view(ref);
        Optional<MergeResult> settled = settled(now, spec);
        if (settled.isPresent()) {
            return settled;
        }
        if (Refusals.isPassing(refusal)) {
            return Optional.empty();
        }
        return Optional.of(
                Refusals.isConflict(refusal) || !now.mergeable().orElse(true)
                        ? conflict(now, refusal)
                        : refused(Refusals.isOfHead(refusal) ? Cause.HEAD_MOVED : Cause.BLOCKED, refusal));
    }

    private MergeResult conflict(PullView view, String detail) {
        return new MergeResult.Refused(Cause.CONFLICT, detail, conflicts.of(view));
    }

    private static MergeResult refused(Cause cause, String detail) {
        return new MergeResult.Refused(cause, detail, List.of());
    }
}
