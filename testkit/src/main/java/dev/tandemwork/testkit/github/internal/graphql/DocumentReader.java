package dev.tandemwork.testkit.github.internal.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.testkit.github.internal.graphql.Document.Operation;
import dev.tandemwork.testkit.github.internal.graphql.Document.Selection;
import dev.tandemwork.testkit.github.internal.graphql.Document.Value;
import dev.tandemwork.testkit.github.internal.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads documents in GraphQL. */
final class DocumentReader {
    private final Tokens tokens;

    private DocumentReader(Tokens tokens) {
        this.tokens = tokens;
    }

    static Document read(String text) {
        return new DocumentReader(new Tokens(text)).document();
    }

    private Document document() {
        List<Operation> operations = new ArrayList<>();
        Map<String, Selection.Inline> fragments = new LinkedHashMap<>();
        while (!tokens.isDone()) {
            if (tokens.skip("fragment")) {
                String name = tokens.next();
                tokens.expect("on");
                fragments.put(name, new Selection.Inline(Optional.of(tokens.next()), selections()));
            } else {
                operations.add(operation());
            }
        }
        return new Document(operations, fragments);
    }

    private Operation operation() {
        if (tokens.peek().equals("{")) {
            return new Operation("query", "", Map.of(), selections());
        }
        String kind = tokens.next();
        String name = tokens.peek().matches("\\w+") ? tokens.next() : "";
        Map<String, Value> defaults = tokens.skip("(") ? variables() : Map.of();
        return new Operation(kind, name, defaults, selections());
    }

    private Map<String, Value> variables() {
        Map<String, Value> defaults = new LinkedHashMap<>();
        while (!tokens.skip(")")) {
            tokens.expect("$");
            String name = tokens.next();
            tokens.expect(":");
            type();
            if (tokens.skip("=")) {
                defaults.put(name, value());
            }
        }
        return defaults;
    }

    private void type() {
        if (tokens.skip("[")) {
            type();
            tokens.expect("]");
        } else {
            tokens.next();
        }
        tokens.skip("!");
    }

    private List<Selection> selections() {
        tokens.expect("{");
        List<Selection> selections = new ArrayList<>();
        while (!tokens.skip("}")) {
            selections.add(tokens.skip("...") ? spread() : field());
        }
        return selections;
    }

    private Selection spread() {
        if (tokens.skip("on")) {
            String type = tokens.next();
            return new Selection.Inline(Optional.of(type), selections());
        }
        return tokens.peek().equals("{")
                ? new Selection.Inline(Optional.empty(), selections())
                : new Selection.Spread(tokens.next());
    }

    private Selection field() {
        String first = tokens.next();
        String name = tokens.skip(":") ? tokens.next() : first;
        Map<String, Value> arguments = tokens.skip("(") ? arguments() : Map.of();
        Map<String, Map<String, Value>> directives = new LinkedHashMap<>();
        while (tokens.skip("@")) {
            String directive = tokens.next();
            directives.put(directive, tokens.skip("(") ? arguments() : Map.of());
        }
        List<Selection> selections = tokens.peek().equals("{") ? selections() : List.of();
        return new Selection.Field(first, name, arguments, directives, selections);
    }

    private Map<String, Value> arguments() {
        return named(")");
    }

    private Map<String, Value> named(String end) {
        Map<String, Value> values = new LinkedHashMap<>();
        while (!tokens.skip(end)) {
            String name = tokens.next();
            tokens.expect(":");
            values.put(name, value());
        }
        return values;
    }

    private Value value() {
        String word = tokens.next();
        return switch (word) {
            case "$" -> new Value.Variable(tokens.next());
            case "[" -> new Value.Items(items());
            case "{" -> new Value.Fields(named("}"));
            default -> new Value.Constant(constant(word));
        };
    }

    private List<Value> items() {
        List<Value> items = new ArrayList<>();
        while (!tokens.skip("]")) {
            items.add(value());
        }
        return items;
    }

    private static JsonNode constant(String word) {
        if (word.startsWith("\"")) {
            return Json.of(Tokens.text(word));
        }
        boolean isJson = word.matches("-?\\d.*|true|false|null");
        return isJson ? Json.parse(word) : Json.of(word);
    }
}
