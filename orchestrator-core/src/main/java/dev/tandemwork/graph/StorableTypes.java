package dev.tandemwork.graph;

import dev.tandemwork.CodecException;
import dev.tandemwork.internal.codec.Codec;
import java.lang.reflect.Type;

/** The rule that what a node takes and gives can be stored, checked when the node is made. */
final class StorableTypes {
    private StorableTypes() {}

    static void require(String step, Type type) {
        try {
            Codec.of(type);
        } catch (CodecException refused) {
            throw GraphException.of(step, "can't keep its values in a journal: " + refused.getMessage());
        }
    }
}
