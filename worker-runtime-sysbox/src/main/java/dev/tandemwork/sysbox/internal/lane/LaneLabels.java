package dev.tandemwork.sysbox.internal.lane;

import java.util.Map;

/** How the parts of lanes are found again. */
public final class LaneLabels {
    /** Whose it is: the name of an installation, of which many can share an engine. */
    public static final String OWNER = "dev.tandemwork.owner";

    /** What it is for. */
    public static final String ROLE = "dev.tandemwork.role";

    /** The name of the lane that it is of, or in. */
    public static final String LANE = "dev.tandemwork.lane";

    /** What its proxy lets out, as a digest. */
    static final String POLICY = "dev.tandemwork.policy";

    private LaneLabels() {}

    static Map<String, String> of(String owner, String role) {
        return Map.of(OWNER, owner, ROLE, role);
    }
}
