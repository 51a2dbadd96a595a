package dev.tandemwork.local.process;

/**
 * Starts the threads that wait for processes and read what they say. They are platform threads, for a pipe would pin a
 * virtual one, and none of them keeps the program alive.
 */
public final class Threads {
    private Threads() {}

    /** Starts a thread named {@code tandemwork-<name>}. */
    public static Thread start(String name, Runnable work) {
        Thread thread = named(name, work);
        thread.start();
        return thread;
    }

    /** Returns a thread named {@code tandemwork-<name>}, not started yet. */
    public static Thread named(String name, Runnable work) {
        Thread thread = new Thread(work, "tandemwork-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
