package dev.tandemwork.local.worker;

/** Starts threads: named, and none of them keeps the program alive. */
final class Threads {
    private static final String PREFIX = "tandemwork-worker-";

    private Threads() {}

    /** Starts a platform thread: what reads a pipe or waits for a process would pin a virtual one. */
    static Thread start(String name, Runnable work) {
        Thread thread = named(name, work);
        thread.start();
        return thread;
    }

    /** Returns the thread of a timer, not started yet. */
    static Thread timer(Runnable work) {
        return named("timer", work);
    }

    private static Thread named(String name, Runnable work) {
        Thread thread = new Thread(work, PREFIX + name);
        thread.setDaemon(true);
        return thread;
    }
}
