package dev.tandemwork.cli.live;

/** Where a task stands, in a word. */
public enum Phase {
    /** It waits for tasks that it depends on. */
    WAITS("waits", Kind.IDLE),
    /** It waits for a free worker, or for its turn to land. */
    QUEUED("queued", Kind.IDLE),
    /** Its agent works. */
    DEVELOPS("develop", Kind.BUSY),
    /** Its pull request is opened and reviewed. */
    REVIEWS("review", Kind.BUSY),
    /** It is merged. */
    LANDS("land", Kind.BUSY),
    /** A person is asked. */
    ASKS("asks", Kind.ASKING),
    /** It has landed. */
    LANDED("landed", Kind.GOOD),
    /** It has failed, or was given up. */
    FAILED("failed", Kind.BAD),
    /** It was cancelled. */
    CANCELLED("cancelled", Kind.BAD),
    /** It never began, for a task that it depends on has not landed. */
    SKIPPED("skipped", Kind.BAD);

    /** What a phase means to who looks at it. */
    public enum Kind {
        /** Nothing happens. */
        IDLE,
        /** Work is done. */
        BUSY,
        /** A person must do something. */
        ASKING,
        /** It ended well. */
        GOOD,
        /** It ended otherwise. */
        BAD
    }

    private final String word;
    private final Kind kind;

    Phase(String word, Kind kind) {
        this.word = word;
        this.kind = kind;
    }

    /** Returns the word for it. */
    public String word() {
        return word;
    }

    /** Returns what it means. */
    public Kind kind() {
        return kind;
    }

    /** Returns whether nothing more will happen to the task. */
    public boolean isEnd() {
        return kind == Kind.GOOD || kind == Kind.BAD;
    }

    /** Returns the phase that the node {@code name} of the delivery belongs to. */
    static Phase ofNode(String name) {
        return switch (name) {
            case "develop" -> DEVELOPS;
            case "land", "tidy" -> LANDS;
            default -> REVIEWS;
        };
    }
}
