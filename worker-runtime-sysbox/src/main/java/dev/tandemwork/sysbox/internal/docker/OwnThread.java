package dev.tandemwork.sysbox.internal.docker;

/** Threads that talk to an engine: platform threads, for a socket would pin a virtual one, and daemons. */
final class OwnThread {
    private OwnThread() {}

    /** Returns a thread named {@code tandemwork-docker-<name>}, not started yet. */
    static Thread named(String name, Runnable work) {
        Thread thread = new Thread(work, "tandemwork-docker-" + name);
        thread.setDaemon(true);
        return thread;
    }
}
