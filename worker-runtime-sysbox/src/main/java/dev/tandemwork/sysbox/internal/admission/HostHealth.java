package dev.tandemwork.sysbox.internal.admission;

/** How far an engine can be relied upon. */
public enum HostHealth {
    /** It answers. */
    HEALTHY,
    /** It was late, and is being looked into: what runs goes on, nothing new is started. */
    SUSPECT,
    /** It does not work, and needs its operator. */
    QUARANTINED;

    /** Returns whether workers may be started. */
    public boolean isOpen() {
        return this == HEALTHY;
    }
}
