package dev.tandemwork.sysbox.internal.docker;

/** What a container prints, being followed. */
public interface LogSubscription extends AutoCloseable {
    /** Ends it: after this the sink is not called any more. */
    @Override
    void close();
}
