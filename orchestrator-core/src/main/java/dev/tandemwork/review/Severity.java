package dev.tandemwork.review;

/** How much a finding matters. */
public enum Severity {
    /** Worth a word. */
    LOW,
    /** Should be mended, some day. */
    MEDIUM,
    /** Must be mended before the change lands. */
    HIGH,
    /** Would do harm. */
    CRITICAL;

    /** Returns whether a finding of this severity keeps a change from landing. */
    public boolean blocks() {
        return compareTo(HIGH) >= 0;
    }
}
