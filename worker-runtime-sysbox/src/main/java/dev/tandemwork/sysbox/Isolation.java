package dev.tandemwork.sysbox;

/** How workers are kept apart from their host. */
public enum Isolation {
    /** By Sysbox: a user namespace, and a virtual {@code /proc} and {@code /sys}. The default. */
    SYSBOX,
    /**
     * By nothing that would hold: a plain container with every capability and no filter, in which a Docker engine runs where
     * Sysbox can't be installed. Whoever is root in it can become root on the host. For tests of this library, and for nothing
     * else; every log line and report of such a runtime says so.
     */
    UNSAFE_FOR_TESTS
}
