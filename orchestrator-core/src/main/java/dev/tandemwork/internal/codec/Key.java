package dev.tandemwork.internal.codec;

import com.fasterxml.jackson.core.JsonParser;

/** A type whose values may be the keys of a map. */
interface Key {
    /** Returns {@code key} as the name of a property. */
    String text(Object key);

    /** Returns the key that the property's name {@code found} stands for. */
    Object parse(JsonParser in, String found);
}
