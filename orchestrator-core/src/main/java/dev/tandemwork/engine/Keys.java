package dev.tandemwork.engine;

import dev.tandemwork.ContractException;
import org.jspecify.annotations.Nullable;

/** Keys that functions of the user make. */
final class Keys {
    private Keys() {}

    static String require(@Nullable String key, String whose) {
        if (key == null) {
            throw ContractException.of(whose, "returned null; expected a key", null);
        }
        return key;
    }
}
