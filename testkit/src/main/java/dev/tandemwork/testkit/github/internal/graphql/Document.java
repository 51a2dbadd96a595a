package dev.tandemwork.testkit.github.internal.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document in GraphQL, after it was read.
 *
 * @param operations in their order
 * @param fragments by name
 */
record Document(List<Operation> operations, Map<String, Selection.Inline> fragments) {
    /**
     * A query or a mutation.
     *
     * @param kind {@code query} or {@code mutation}
     * @param name empty if it has none
     * @param defaults of its variables
     * @param selections what it asks for
     */
    record Operation(String kind, String name, Map<String, Value> defaults, List<Selection> selections) {}

    /** What is asked for. */
    sealed interface Selection {
        /**
         * A field.
         *
         * @param alias what it is called in the answer
         * @param name what it is called in the schema
         * @param arguments by name
         * @param directives by name
         * @param selections what is asked of its value
         */
        record Field(
                String alias,
                String name,
                Map<String, Value> arguments,
                Map<String, Map<String, Value>> directives,
                List<Selection> selections)
                implements Selection {}

        /**
         * What is asked of values of one type.
         *
         * @param type the type, or none
         * @param selections what is asked
         */
        record Inline(Optional<String> type, List<Selection> selections) implements Selection {}

        /**
         * What a fragment asks for.
         *
         * @param fragment its name
         */
        record Spread(String fragment) implements Selection {}
    }

    /** A value of an argument. */
    sealed interface Value {
        /**
         * Comes with the request.
         *
         * @param name its name
         */
        record Variable(String name) implements Value {}

        /**
         * A number, a text, a name, true, false or null.
         *
         * @param json it as JSON
         */
        record Constant(JsonNode json) implements Value {}

        /**
         * Several values.
         *
         * @param items in their order
         */
        record Items(List<Value> items) implements Value {}

        /**
         * Several named values.
         *
         * @param fields by name
         */
        record Fields(Map<String, Value> fields) implements Value {}
    }
}
