package dev.tandemwork.local.worker;

/** Starts threads: named, and none of them keeps the program alive. */
final class Threads {
    private static final String PREFIX = "tandemwork-worker-";

    private Threads() {}

    /** Starts a platform thread: what reads a pipe or waits for a process would pin a virtual one. */
    static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, PREFIX + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
