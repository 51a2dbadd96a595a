package dev.tandemwork.local.process;

import java.time.Duration;

/** How long processes that were asked to end are left to do so. */
@FunctionalInterface
public interface Grace {
    /** Returns whether they are to be killed now. */
    boolean isOver();

    /** Returns a grace that ends {@code time} from now. */
    static Grace of(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - end >= 0;
    }

    /** Returns a grace that ends with the first of this and {@code other}. */
    default Grace orSooner(Grace other) {
        return () -> isOver() || other.isOver();
    }
}
