package dev.tandemwork.graph;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a node stands in a run: {@code /task[api]/rounds#2/develop}. It follows from the graph's structure and the keys of
 * its items alone, never from timing, so that it is the same when the run is walked again.
 */
public final class NodePath implements Comparable<NodePath> {
    private static final NodePath ROOT = new NodePath(null, "");

    private final @Nullable NodePath parent;
    private final String segment;
    private @Nullable String text;

    private NodePath(@Nullable NodePath parent, String segment) {
        this.parent = parent;
        this.segment = segment;
    }

    /** Returns the path of the run as a whole, {@code /}. */
    public static NodePath root() {
        return ROOT;
    }

    /**
     * Returns the path that {@code text} names.
     *
     * @throws IllegalArgumentException if it does not begin with {@code /}
     */
    public static NodePath parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(
                    "path [" + text + "] does not begin with '/'; expected one like " + "/task[api]/rounds#2/develop");
        }
        NodePath path = ROOT;
        int start = 1;
        while (start < text.length()) {
            int end = endOfSegment(text, start);
            path = path.child(text.substring(start, end));
            start = end + 1;
        }
        return path;
    }

    private static int endOfSegment(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '/' && depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** Returns the path of the step {@code name} in this scope. */
    public NodePath child(String name) {
        return new NodePath(this, name);
    }

    /** Returns the path of the branch of {@code name} that works on the item {@code key}. */
    public NodePath branch(String name, String key) {
        return new NodePath(this, name + "[" + key + "]");
    }

    /** Returns the path of the round {@code number} of the loop {@code name}. */
    public NodePath round(String name, long number) {
        return new NodePath(this, name + "#" + number);
    }

    /** Returns the scope that this is in; empty for the root. */
    public @Nullable NodePath parent() {
        return parent;
    }

    /** Returns the last part: {@code rounds#2}. */
    public String segment() {
        return segment;
    }

    /** Returns the name of the step that the last part belongs to: {@code rounds}. */
    public String name() {
        return nameOf(segment);
    }

    /** Returns the name of the step that {@code segment} belongs to. */
    public static String nameOf(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '[' || segment.charAt(i) == '#') {
                return segment.substring(0, i);
            }
        }
        return segment;
    }

    /** Returns whether this is {@code other}, or in it. */
    public boolean isAtOrUnder(NodePath other) {
        String mine = toString();
        String theirs = other.toString();
        return other.parent == null
                || mine.startsWith(theirs) && (mine.length() == theirs.length() || mine.charAt(theirs.length()) == '/');
    }

    @Override
    public int compareTo(NodePath other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NodePath path && toString().equals(path.toString());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(toString());
    }

    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = render();
            text = known;
        }
        return known;
    }

    private String render() {
        if (parent == null) {
            return "/";
        }
        return parent.parent == null ? "/" + segment : parent + "/" + segment;
    }
}
