package dev.tandemwork.sysbox.internal.docker;

/**
 * Takes what a container prints on standard output, as it comes: cut anywhere, also within characters. An engine may lose the
 * newline of a line of 16 KiB or more, as 20.10 does, and so join it with the next one.
 */
public interface LogSink {
    /** Takes bytes, which are the sink's own. */
    void bytes(byte[] chunk);

    /** The stream has ended, which does not say that the container has. */
    void ended();
}
