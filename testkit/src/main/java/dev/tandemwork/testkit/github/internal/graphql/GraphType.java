package dev.tandemwork.testkit.github.internal.graphql;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type of the schema: what can be asked of its values. A field gives null, a text, a number, a truth, an enum, a
 * {@link GraphObject}, or a list of those.
 *
 * @param <T> the values
 */
final class GraphType<T> {
    private final String name;
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, BiFunction<T, Arguments, @Nullable Object>> fields = new LinkedHashMap<>();

    GraphType(String name, String... interfaces) {
        this.name = name;
        names.add(name);
        names.addAll(Set.of(interfaces));
    }

    GraphType<T> with(String field, Function<T, @Nullable Object> value) {
        return given(field, (source, arguments) -> value.apply(source));
    }

    GraphType<T> given(String field, BiFunction<T, Arguments, @Nullable Object> value) {
        fields.put(field, value);
        return this;
    }

    GraphObject of(T value) {
        return new GraphObject() {
            @Override
            public String type() {
                return name;
            }

            @Override
            public boolean is(String type) {
                return names.contains(type);
            }

            @Override
            public @Nullable Object field(String field, Arguments arguments) {
                BiFunction<T, Arguments, @Nullable Object> found = fields.get(field);
                if (found == null) {
                    throw new GraphError("Field '" + field + "' doesn't exist on type '" + name + "'");
                }
                return found.apply(value, arguments);
            }
        };
    }

    String name() {
        return name;
    }

    Set<String> fields() {
        return fields.keySet();
    }
}
