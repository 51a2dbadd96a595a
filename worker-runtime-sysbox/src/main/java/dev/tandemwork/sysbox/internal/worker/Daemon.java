package dev.tandemwork.sysbox.internal.worker;

/** Starts threads that do not keep the program alive. They are platform threads, for an engine's answers are read on them. */
final class Daemon {
    private Daemon() {}

    /** Starts a thread named {@code tandemwork-<name>}. */
    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "tandemwork-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
