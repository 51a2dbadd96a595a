package dev.tandemwork.internal.record;

import dev.tandemwork.journal.RunStoreException;
import org.jspecify.annotations.Nullable;

/** Who waits for a record to be durable. */
@FunctionalInterface
public interface Commit {
    /** Tells that the record is durable, or that it never will be. */
    void settled(@Nullable RunStoreException failure);
}
