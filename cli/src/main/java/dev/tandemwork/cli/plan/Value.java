package dev.tandemwork.cli.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of the file, with the name of its field. What does not fit becomes a problem, and reads as empty. */
final class Value {
    private static final int LONGEST_SHOWN = 60;

    private final Node node;
    private final String path;
    private final Problems problems;

    Value(Node node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    String path() {
        return path;
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Notes that this is not what was {@code expected}. */
    void refuse(String expected) {
        String subject = path.isEmpty() ? "plan" : "field [" + path + "]";
        problem(subject + " is " + found() + "; expected " + expected);
    }

    void problem(String message) {
        problems.add(node.getStartMark(), message);
    }

    Optional<String> text(String expected) {
        if (node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue());
        }
        refuse(expected);
        return Optional.empty();
    }

    /** Returns the text as {@code parser} reads it; what the parser refuses is a problem. */
    <T> Optional<T> parsed(String expected, Function<String, T> parser) {
        return text(expected).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text.strip()));
            } catch (IllegalArgumentException | ArithmeticException e) {
                refuse(expected);
                return Optional.empty();
            }
        });
    }

    List<Value> items(String expected) {
        List<Value> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(new Value(item, path + "[" + (items.size() + 1) + "]", problems));
            }
        } else {
            refuse(expected);
        }
        return items;
    }

    List<String> texts(String expected) {
        return items("a list of " + expected).stream()
                .flatMap(item -> item.text("one of " + expected).stream())
                .toList();
    }

    Fields fields(List<String> known) {
        return node instanceof MappingNode mapping
                ? Fields.of(this, mapping, known, problems)
                : Fields.refused(this, known, problems);
    }

    private String found() {
        if (node instanceof ScalarNode scalar) {
            boolean empty =
                    scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank();
            return empty ? "empty" : "[" + shown(scalar.getValue()) + "]";
        }
        return node instanceof SequenceNode ? "a list" : "a map of fields";
    }

    private static String shown(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "..." : line;
    }
}
