package dev.tandemwork.internal.codec;

import dev.tandemwork.CodecException;
import java.lang.reflect.Type;

/**
 * The way from a root type to a part of it, for messages.
 *
 * @param path what leads here
 * @param role what the type at this place is: {@code type}, {@code component [x] of type}, {@code element}, ...
 * @param depth steps from the root
 */
record Place(String path, String role, int depth) {
    private static final int DEEPEST = 100;
    private static final String STORABLE =
            "expected a record, an enum, a sealed type of them, String, a primitive or its "
                    + "box, BigDecimal, BigInteger, UUID, URI, byte[], a type of java.time, or a List, Set, Map or Optional of these";

    static Place root(Type type) {
        return new Place("type [" + type.getTypeName() + "]", "", 0);
    }

    Place component(String name) {
        return new Place(here() + ", component [" + name + "]", "of type", depth + 1);
    }

    Place part(String name) {
        return new Place(here(), name, depth + 1);
    }

    boolean isTooDeep() {
        return depth > DEEPEST;
    }

    CodecException unstorable(Type type) {
        return refuse(type, "can't be stored; " + STORABLE);
    }

    CodecException refuse(Type type, String reason) {
        return CodecException.of(named(type) + " " + reason, null);
    }

    private String here() {
        return role.isEmpty() || role.equals("of type") ? path : path + ", " + role;
    }

    private String named(Type type) {
        if (role.isEmpty()) {
            return path;
        }
        return path + (role.equals("of type") ? " of type [" : ", " + role + " [") + type.getTypeName() + "]";
    }
}
