package dev.tandemwork.github.limit;

/** What a request does to its host, which decides what limits it counts against. */
public enum Effect {
    /** It changes nothing. */
    READ(1),
    /** It changes something that nobody is told of. */
    WRITE(5),
    /** It creates content, which people are told of: a pull request, a review, a comment, a merge. */
    CONTENT(5);

    private final int points;

    Effect(int points) {
        this.points = points;
    }

    int points() {
        return points;
    }

    /** Returns whether it changes something. */
    public boolean isWrite() {
        return this != READ;
    }
}
