package dev.tandemwork.testkit.github.internal.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A pull request. Whoever reads or changes it holds the lock of its repository. */
public final class Pull {
    final List<Review> reviews = new ArrayList<>();
    final List<Remark> remarks = new ArrayList<>();
    final Map<Long, Comment> comments = new LinkedHashMap<>();
    final TreeSet<String> labels = new TreeSet<>();
    String title;
    String body;
    boolean draft;
    String baseBranch;
    String baseSha;
    String head;
    State state = State.OPEN;
    Instant updated;
    Optional<Instant> ended = Optional.empty();
    Optional<Landing> landing = Optional.empty();
    Optional<MergeOrder> autoMerge = Optional.empty();
    Optional<Queued> queued = Optional.empty();
    int looksUntilKnown;
    private final long id;
    private final int number;
    private final String author;
    private final String headBranch;
    private final Instant created;

    Pull(long id, int number, PullDraft draft, String author, Instant now) {
        this.id = id;
        this.number = number;
        this.author = author;
        this.headBranch = draft.head();
        this.title = draft.title();
        this.body = draft.body();
        this.draft = draft.isDraft();
        this.baseBranch = draft.base();
        this.head = "";
        this.baseSha = "";
        this.created = now;
        this.updated = now;
    }

    /** Returns its number among everything. */
    public long id() {
        return id;
    }

    /** Returns its number in its repository. */
    public int number() {
        return number;
    }

    /** Returns its name in GraphQL. */
    public String node() {
        return Ids.node("PullRequest", id);
    }

    /** Returns who opened it. */
    public String author() {
        return author;
    }

    /** Returns one line. */
    public String title() {
        return title;
    }

    /** Returns Markdown. */
    public String body() {
        return body;
    }

    /** Tells whether it is a draft. */
    public boolean isDraft() {
        return draft;
    }

    /** Returns the branch to be merged. */
    public String headBranch() {
        return headBranch;
    }

    /** Returns the last commit of that branch, or the last before it ended. */
    public String head() {
        return head;
    }

    /** Returns the branch to merge into. */
    public String baseBranch() {
        return baseBranch;
    }

    /** Returns the last commit of that branch, or the last before it ended. */
    public String base() {
        return baseSha;
    }

    /** Returns what has become of it. */
    public State state() {
        return state;
    }

    /** Tells whether it can still be merged. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Returns when it was opened. */
    public Instant created() {
        return created;
    }

    /** Returns when it was changed last. */
    public Instant updated() {
        return updated;
    }

    /** Returns when it was closed or merged. */
    public Optional<Instant> ended() {
        return ended;
    }

    /** Returns how it was merged. */
    public Optional<Landing> landing() {
        return landing;
    }

    /** Returns what is to be done as soon as it can be. */
    public Optional<MergeOrder> autoMerge() {
        return autoMerge;
    }

    /** Returns its place in the queue. */
    public Optional<Queued> queued() {
        return queued;
    }

    /** Returns its labels. */
    public List<String> labels() {
        return List.copyOf(labels);
    }

    /** Returns its reviews, oldest first. */
    public List<Review> reviews() {
        return List.copyOf(reviews);
    }

    /** Returns the comments on its lines, oldest first. */
    public List<Remark> remarks() {
        return List.copyOf(remarks);
    }

    /** Returns the other comments, oldest first. */
    public List<Comment> comments() {
        return List.copyOf(comments.values());
    }

    /** Returns the latest verdict of each reviewer. */
    public List<Review> verdicts() {
        Map<String, Review> latest = new LinkedHashMap<>();
        reviews.stream().filter(Review::isVerdict).forEach(review -> latest.put(review.author(), review));
        return List.copyOf(latest.values());
    }

    void touch(Instant now) {
        updated = now;
    }

    void end(State become, Instant now) {
        state = become;
        ended = Optional.of(now);
        updated = now;
        autoMerge = Optional.empty();
        queued = Optional.empty();
    }

    /** What has become of a pull request. */
    public enum State {
        /** It can still be merged. */
        OPEN,
        /** It was closed without a merge. */
        CLOSED,
        /** It is on its base branch. */
        MERGED
    }

    /**
     * How a pull request was merged.
     *
     * @param commit what it became on its base branch
     * @param by who merged it
     */
    public record Landing(String commit, String by) {}

    /** A place in the merge queue. */
    public static final class Queued {
        private final MergeOrder order;
        private int looksLeft;

        Queued(MergeOrder order, int looksLeft) {
            this.order = order;
            this.looksLeft = looksLeft;
        }

        MergeOrder order() {
            return order;
        }

        boolean isDueAfterALook() {
            return --looksLeft < 0;
        }
    }
}
