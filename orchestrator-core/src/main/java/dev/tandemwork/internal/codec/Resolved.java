package dev.tandemwork.internal.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A type with nothing left open.
 *
 * @param raw its class
 * @param arguments the arguments of its parameters
 */
record Resolved(Class<?> raw, List<Resolved> arguments) implements Type {
    /** What the variables of a declaration stand for. */
    record Bindings(Map<TypeVariable<?>, Resolved> bound) {
        static final Bindings NONE = new Bindings(Map.of());
    }

    static Resolved of(Type type, Bindings bindings, Place place) {
        if (type instanceof Resolved resolved) {
            return resolved;
        } else if (type instanceof Class<?> raw) {
            return ofClass(raw, place);
        } else if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic, bindings, place);
        } else if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], bindings, place);
        }
        Resolved bound = type instanceof TypeVariable<?> variable ? bindings.bound.get(variable) : null;
        if (bound == null) {
            throw place.unstorable(type);
        }
        return bound;
    }

    /** Returns what the variables of this type's class stand for here. */
    Bindings bindings() {
        Map<TypeVariable<?>, Resolved> bound = new HashMap<>();
        TypeVariable<?>[] parameters = raw.getTypeParameters();
        for (int i = 0; i < parameters.length; i++) {
            bound.put(parameters[i], arguments.get(i));
        }
        return new Bindings(bound);
    }

    /** Returns {@code subclass} with the arguments that follow from it being a subclass of this. */
    Resolved subtype(Class<?> subclass, Place place) {
        Map<TypeVariable<?>, Resolved> bound = new HashMap<>();
        supertypes(subclass).forEach(supertype -> unify(supertype, this, bound));
        List<Resolved> found = Arrays.stream(subclass.getTypeParameters())
                .map(variable -> argument(subclass, bound.get(variable), place))
                .toList();
        return new Resolved(subclass, found);
    }

    @Override
    public String getTypeName() {
        String names = arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", "));
        return raw.getTypeName() + (arguments.isEmpty() ? "" : "<" + names + ">");
    }

    private static Resolved ofClass(Class<?> raw, Place place) {
        if (raw.getTypeParameters().length > 0) {
            throw place.refuse(raw, "is raw and can't be stored; expected its type arguments");
        }
        return new Resolved(raw, List.of());
    }

    private static Resolved ofGeneric(ParameterizedType generic, Bindings bindings, Place place) {
        Class<?> raw = (Class<?>) generic.getRawType();
        Place inside = place.part("argument of " + raw.getSimpleName());
        return new Resolved(
                raw,
                Arrays.stream(generic.getActualTypeArguments())
                        .map(argument -> of(argument, bindings, inside))
                        .toList());
    }

    private static Stream<Type> supertypes(Class<?> type) {
        return Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()));
    }

    private static void unify(Type pattern, Resolved actual, Map<TypeVariable<?>, Resolved> bound) {
        if (pattern instanceof TypeVariable<?> variable) {
            bound.putIfAbsent(variable, actual);
        } else if (pattern instanceof ParameterizedType generic && generic.getRawType() == actual.raw) {
            Type[] patterns = generic.getActualTypeArguments();
            for (int i = 0; i < patterns.length; i++) {
                unify(patterns[i], actual.arguments.get(i), bound);
            }
        }
    }

    private static Resolved argument(Class<?> subclass, @Nullable Resolved found, Place place) {
        if (found == null) {
            throw place.refuse(subclass, "has a type parameter that its sealed type does not fix; expected none");
        }
        return found;
    }
}
