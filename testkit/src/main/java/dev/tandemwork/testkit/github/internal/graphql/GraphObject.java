package dev.tandemwork.testkit.github.internal.graphql;

import org.jspecify.annotations.Nullable;

/** A value that fields can be asked of. */
interface GraphObject {
    String type();

    boolean is(String type);

    @Nullable
    Object field(String field, Arguments arguments);
}
