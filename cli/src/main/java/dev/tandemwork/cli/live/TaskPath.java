package dev.tandemwork.cli.live;

import dev.tandemwork.graph.NodePath;
import java.util.Optional;

/** Reads paths of the delivery: {@code /task[api]/landing#1/round#2/develop}. */
public final class TaskPath {
    private static final String TASK = "task[";

    private TaskPath() {}

    /** Returns the task that {@code path} belongs to. */
    public static Optional<String> taskOf(NodePath path) {
        String top = top(path);
        return top.startsWith(TASK) && top.endsWith("]")
                ? Optional.of(top.substring(TASK.length(), top.length() - 1))
                : Optional.empty();
    }

    /** Returns the path that {@code text} is, or that of the task whose id it is. */
    public static NodePath parse(String text) {
        return text.startsWith("/") ? NodePath.parse(text) : NodePath.root().branch("task", text);
    }

    /** Returns the path without the part that names the task; empty for the task itself. */
    static String within(NodePath path) {
        String whole = path.toString();
        int end = whole.indexOf('/', 1);
        return taskOf(path).isEmpty() ? whole : end < 0 ? "" : whole.substring(end + 1);
    }

    private static String top(NodePath path) {
        NodePath at = path;
        NodePath above = at.parent();
        while (above != null && above.parent() != null) {
            at = above;
            above = at.parent();
        }
        return at.segment();
    }
}
