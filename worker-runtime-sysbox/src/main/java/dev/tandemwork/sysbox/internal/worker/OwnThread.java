package dev.tandemwork.sysbox.internal.worker;

/** Starts what may have to wait for an engine: the clock's own thread must not. */
final class OwnThread {
    private OwnThread() {}

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "tandemwork-worker-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
