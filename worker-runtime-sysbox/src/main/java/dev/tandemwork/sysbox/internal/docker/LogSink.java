package dev.tandemwork.sysbox.internal.docker;

/** Takes what a container prints on standard output, as it comes. */
public interface LogSink {
    /** Takes bytes, which are the sink's own. */
    void bytes(byte[] chunk);

    /** The stream has ended, which does not say that the container has. */
    void ended();
}
