package dev.tandemwork.sysbox;

import dev.tandemwork.sysbox.internal.worker.EngineRemains;
import java.util.List;

/**
 * What one installation has on an engine that nobody needs any more: workers, and containers, volumes and networks of
 * none. Images, and caches of them, stay. No other program may use the installation meanwhile.
 */
public final class Leftovers implements AutoCloseable {
    private final EngineRemains remains;

    Leftovers(EngineRemains remains) {
        this.remains = remains;
    }

    /** Returns the names of all of it, as {@code worker NAME} or {@code container NAME}, in an order that it can go in. */
    public List<String> names() {
        return remains.names();
    }

    /** Removes one of it. */
    public void remove(String name) {
        remains.remove(name);
    }

    @Override
    public void close() {
        remains.close();
    }
}
