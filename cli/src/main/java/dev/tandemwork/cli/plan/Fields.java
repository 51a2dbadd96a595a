package dev.tandemwork.cli.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The fields of a map, by name. Unknown and repeated ones are problems. */
final class Fields {
    private final Value owner;
    private final List<String> known;
    private final Problems problems;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private boolean isRefused;

    private Fields(Value owner, List<String> known, Problems problems) {
        this.owner = owner;
        this.known = known;
        this.problems = problems;
    }

    static Fields of(Value owner, MappingNode mapping, List<String> known, Problems problems) {
        Fields fields = new Fields(owner, known, problems);
        mapping.getValue().forEach(fields::add);
        return fields;
    }

    static Fields refused(Value owner, List<String> known, Problems problems) {
        Fields fields = new Fields(owner, known, problems);
        fields.isRefused = true;
        owner.refuse("a map with the fields " + String.join(", ", known));
        return fields;
    }

    Optional<Value> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns a field that must be there. */
    Optional<Value> require(String name, String expected) {
        Value value = values.get(name);
        if (value == null && !isRefused) {
            owner.problem("field [" + path(name) + "] is missing; expected " + expected);
        }
        return Optional.ofNullable(value);
    }

    private void add(NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
        if (!known.contains(name)) {
            problems.add(
                    key.getStartMark(),
                    "field [" + path(name) + "] is not known; expected one of " + String.join(", ", known)
                            + Spelling.hint(name, known));
        } else if (values.put(name, new Value(tuple.getValueNode(), path(name), problems)) != null) {
            problems.add(key.getStartMark(), "field [" + path(name) + "] is there twice; expected it once");
        }
    }

    private String path(String name) {
        return owner.path().isEmpty() ? name : owner.path() + "." + name;
    }
}
