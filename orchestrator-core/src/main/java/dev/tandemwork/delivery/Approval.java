package dev.tandemwork.delivery;

/** What a person says about a change that is approved, but risky. */
public enum Approval {
    /** It may land. */
    LAND,
    /** It must not. */
    REFUSE
}
