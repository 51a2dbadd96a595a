package dev.tandemwork.testkit.github.internal.route;

/**
 * What an endpoint asks of its caller.
 *
 * @param permission such as {@code pull_requests=write}; empty if anybody may
 * @param makesContent whether it notifies people, which is limited more than the rest
 */
public record Needs(String permission, boolean makesContent) {
    /** Anybody may. */
    public static final Needs NOTHING = new Needs("", false);

    /** Returns the need of a permission. */
    public static Needs permission(String permission) {
        return new Needs(permission, false);
    }

    /** Returns this need, of an endpoint that notifies people. */
    public Needs notifying() {
        return new Needs(permission, true);
    }
}
