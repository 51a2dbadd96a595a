package dev.tandemwork.internal.schedule;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes threads: virtual ones where the JVM has them, daemon threads elsewhere. All are named {@code tandemwork-}. */
public final class Threads {
    private static final @Nullable ThreadFactory VIRTUAL = virtual();

    private Threads() {}

    /** Returns a maker of threads named {@code tandemwork-<purpose>-<n>}. */
    public static ThreadFactory named(String purpose) {
        ThreadFactory virtual = VIRTUAL;
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = virtual != null ? virtual.newThread(task) : daemon(task);
            thread.setName("tandemwork-" + purpose + "-" + count.incrementAndGet());
            return thread;
        };
    }

    /** Returns whether threads are virtual, and so cheap. */
    public static boolean areVirtual() {
        return VIRTUAL != null;
    }

    /** Returns a daemon thread of the operating system. */
    static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    private static @Nullable ThreadFactory virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
            return (ThreadFactory) factory.invoke(builder);
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }
}
