package dev.tandemwork.internal.codec;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the shape of a type, and so checks the type whole. */
final class ShapeBuilder {
    private final Map<Resolved, Shape> known = new HashMap<>();

    private ShapeBuilder() {}

    /** Returns the shape of {@code type}, with nothing in it left to be checked. */
    static Shape build(Type type) {
        Place place = Place.root(type);
        return new ShapeBuilder().shape(Resolved.of(type, Resolved.Bindings.NONE, place), place);
    }

    private Shape shape(Resolved type, Place place) {
        Shape found = known.get(type);
        if (found == null) {
            found = Scalars.of(type.raw());
        }
        return found == null ? composite(type, place) : found;
    }

    private Shape composite(Resolved type, Place place) {
        Class<?> raw = type.raw();
        if (place.isTooDeep()) {
            throw place.refuse(
                    type, "is nested without end; expected a type that contains itself unchanged, or not at all");
        } else if (raw.isEnum()) {
            return TextShape.ofEnum(raw);
        } else if (raw.isRecord()) {
            return ofRecord(type, place);
        } else if (raw.isSealed() && Modifier.isAbstract(raw.getModifiers())) {
            return ofSealed(type, place);
        }
        return container(type, place);
    }

    private Shape container(Resolved type, Place place) {
        Class<?> raw = type.raw();
        if (raw == List.class) {
            return new ListShape(argument(type, 0, place.part("element")));
        } else if (raw == Set.class) {
            return new SetShape(argument(type, 0, place.part("element")));
        } else if (raw == Map.class) {
            return new MapShape(key(type, place.part("key")), argument(type, 1, place.part("value")));
        } else if (raw == Optional.class) {
            return OptionalShape.of(present(type, place.part("value")));
        }
        throw place.unstorable(type);
    }

    private Shape argument(Resolved type, int index, Place place) {
        return shape(type.arguments().get(index), place);
    }

    private Key key(Resolved type, Place place) {
        Resolved argument = type.arguments().get(0);
        if (shape(argument, place) instanceof Key key) {
            return key;
        }
        throw place.refuse(
                argument,
                "can't be a key; expected String, an enum, a whole number, or another type that is "
                        + "stored as a string");
    }

    private Shape present(Resolved type, Place place) {
        Shape value = argument(type, 0, place);
        if (value.takesNull() || value instanceof OptionalShape) {
            throw place.refuse(type.arguments().get(0), "may be absent itself; expected an Optional of what may not");
        }
        return value;
    }

    private RecordShape ofRecord(Resolved type, Place place) {
        RecordShape shape = new RecordShape(type.raw(), Members.constructor(type.raw(), place));
        known.put(type, shape);
        List<RecordShape.Component> components = new ArrayList<>();
        for (RecordComponent component : type.raw().getRecordComponents()) {
            components.add(component(type, component, place));
        }
        shape.complete(components);
        return shape;
    }

    private RecordShape.Component component(Resolved type, RecordComponent component, Place owner) {
        Place place = owner.component(component.getName());
        Shape shape = shape(Resolved.of(component.getGenericType(), type.bindings(), place), place);
        if (isNullable(component)) {
            shape = nullable(shape, component, place);
        }
        return RecordShape.Component.of(component.getName(), Members.getter(component, owner), shape);
    }

    private static Shape nullable(Shape shape, RecordComponent component, Place place) {
        if (shape instanceof OptionalShape) {
            throw place.refuse(component.getGenericType(), "is @Nullable; expected an Optional that is never null");
        }
        return new NullableShape(shape);
    }

    private static boolean isNullable(RecordComponent component) {
        return Stream.<AnnotatedElement>of(component.getAnnotatedType(), component, component.getAccessor())
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private Shape ofSealed(Resolved type, Place place) {
        SealedShape shape = new SealedShape(type.raw());
        known.put(type, shape);
        addCases(shape, type, place);
        return shape;
    }

    private void addCases(SealedShape shape, Resolved type, Place place) {
        for (Class<?> subclass : type.raw().getPermittedSubclasses()) {
            Place here = place.part("subclass");
            Resolved resolved = type.subtype(subclass, here);
            if (subclass.isSealed() && !subclass.isEnum()) {
                addCases(shape, resolved, here);
            } else {
                addCase(shape, subclass, fields(resolved, here), here);
            }
        }
    }

    private static void addCase(SealedShape shape, Class<?> subclass, Fields fields, Place place) {
        Class<?> clash = shape.add(subclass, fields);
        if (clash != null) {
            throw place.refuse(subclass, "has the simple name of [" + clash.getTypeName() + "]; expected another name");
        }
    }

    private Fields fields(Resolved type, Place place) {
        if (type.raw().isEnum()) {
            return new EnumFields(TextShape.ofEnum(type.raw()));
        } else if (!type.raw().isRecord()) {
            throw place.refuse(type, "can't be stored; expected a record, an enum or a sealed type of them");
        }
        for (RecordComponent component : type.raw().getRecordComponents()) {
            if (component.getName().equals(SealedShape.DISCRIMINATOR)) {
                throw place.refuse(type, "has a component [type], which tells subclasses apart; expected another name");
            }
        }
        return (RecordShape) shape(type, place);
    }
}
