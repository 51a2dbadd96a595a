package dev.tandemwork.testkit.github.internal.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.github.internal.graphql.Document.Operation;
import dev.tandemwork.testkit.github.internal.graphql.Document.Selection;
import dev.tandemwork.testkit.github.internal.graphql.Document.Value;
import dev.tandemwork.testkit.github.internal.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers one document: exactly what it asks for, no field more. */
final class Execution {
    private final Document document;
    private final JsonNode variables;
    private final ArrayNode errors = Json.array();
    private Map<String, Value> defaults = Map.of();

    Execution(Document document, JsonNode variables) {
        this.document = document;
        this.variables = variables;
    }

    ObjectNode run(GraphObject queries, GraphObject mutations, String name) {
        Operation operation = operation(name);
        defaults = operation.defaults();
        GraphObject root = operation.kind().equals("mutation") ? mutations : queries;
        ObjectNode answer = Json.object();
        answer.set("data", object(root, operation.selections(), List.of()));
        if (!errors.isEmpty()) {
            answer.set("errors", errors);
        }
        return answer;
    }

    private Operation operation(String name) {
        return document.operations().stream()
                .filter(found -> name.isEmpty() || found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new GraphError("No operation named \"" + name + "\""));
    }

    private ObjectNode object(GraphObject source, List<Selection> selections, List<String> path) {
        ObjectNode shown = Json.object();
        select(source, selections, path, shown);
        return shown;
    }

    private void select(GraphObject source, List<Selection> selections, List<String> path, ObjectNode shown) {
        for (Selection selection : selections) {
            if (selection instanceof Selection.Field field) {
                field(source, field, path, shown);
            } else if (selection instanceof Selection.Inline inline) {
                inline(source, inline, path, shown);
            } else if (selection instanceof Selection.Spread spread) {
                inline(source, fragment(spread.fragment()), path, shown);
            }
        }
    }

    private Selection.Inline fragment(String name) {
        return Optional.ofNullable(document.fragments().get(name))
                .orElseThrow(() -> new GraphError("Fragment " + name + " was used, but not defined"));
    }

    private void inline(GraphObject source, Selection.Inline inline, List<String> path, ObjectNode shown) {
        if (inline.type().filter(type -> !source.is(type)).isEmpty()) {
            select(source, inline.selections(), path, shown);
        }
    }

    private void field(GraphObject source, Selection.Field field, List<String> path, ObjectNode shown) {
        if (!isIncluded(field)) {
            return;
        }
        List<String> here = new ArrayList<>(path);
        here.add(field.alias());
        if (field.name().equals("__typename")) {
            shown.put(field.alias(), source.type());
            return;
        }
        JsonNode value = json(value(source, field, here), field.selections(), here);
        JsonNode before = shown.path(field.alias());
        if (before instanceof ObjectNode known && value instanceof ObjectNode more) {
            Merged.into(known, more);
        } else {
            shown.set(field.alias(), value);
        }
    }

    private @Nullable Object value(GraphObject source, Selection.Field field, List<String> path) {
        try {
            return source.field(field.name(), new Arguments(json(new Value.Fields(field.arguments()))));
        } catch (GraphError error) {
            ObjectNode shown = errors.addObject();
            if (!error.type().isEmpty()) {
                shown.put("type", error.type());
            }
            shown.set("path", Json.of(path));
            shown.put("message", error.getMessage());
            return null;
        }
    }

    private boolean isIncluded(Selection.Field field) {
        Map<String, Value> skip = field.directives().getOrDefault("skip", Map.of());
        Map<String, Value> include = field.directives().getOrDefault("include", Map.of());
        boolean skipped = skip.containsKey("if") && json(skip.get("if")).asBoolean();
        return !skipped
                && (!include.containsKey("if") || json(include.get("if")).asBoolean());
    }

    private JsonNode json(@Nullable Object value, List<Selection> selections, List<String> path) {
        if (value instanceof GraphObject object) {
            return object(object, selections, path);
        }
        if (value instanceof List<?> items) {
            ArrayNode shown = Json.array();
            items.forEach(item -> shown.add(json(item, selections, path)));
            return shown;
        }
        if (value instanceof Optional<?> maybe) {
            return json(maybe.orElse(null), selections, path);
        }
        return value == null ? NullNode.getInstance() : Json.of(value);
    }

    private JsonNode json(Value value) {
        if (value instanceof Value.Constant constant) {
            return constant.json();
        } else if (value instanceof Value.Items items) {
            return items.items().stream().map(this::json).collect(Json.toArray());
        } else if (value instanceof Value.Fields fields) {
            ObjectNode shown = Json.object();
            fields.fields().forEach((name, field) -> shown.set(name, json(field)));
            return shown;
        }
        return variable(((Value.Variable) value).name());
    }

    private JsonNode variable(String name) {
        Value otherwise = defaults.get(name);
        return variables.has(name) || otherwise == null ? variables.path(name) : json(otherwise);
    }
}
