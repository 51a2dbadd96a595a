package dev.tandemwork.sysbox.cache;

/**
 * A volume that one worker has for itself: nobody else is given it before the lease is closed. Two engines on one volume
 * destroy what is in it.
 */
public interface VolumeLease extends AutoCloseable {
    /** Returns the name of the volume, to be mounted for writing at exactly {@code /var/lib/docker}. */
    String volume();

    /**
     * Gives the volume back, after the worker's container was removed. It is never given to another worker as it is. Closing
     * twice does nothing more.
     */
    @Override
    void close();
}
