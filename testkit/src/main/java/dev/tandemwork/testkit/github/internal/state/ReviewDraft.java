package dev.tandemwork.testkit.github.internal.state;

import java.util.List;

/**
 * A review, before it is one.
 *
 * @param commit what was judged
 * @param state what it says
 * @param body Markdown
 * @param remarks what it says of lines
 */
public record ReviewDraft(String commit, Review.State state, String body, List<Line> remarks) {
    /** Copies the list. */
    public ReviewDraft {
        remarks = List.copyOf(remarks);
    }

    /**
     * What is said of a line.
     *
     * @param spot the line
     * @param body Markdown
     */
    public record Line(Remark.Spot spot, String body) {}
}
