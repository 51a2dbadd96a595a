package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.EgressPolicy;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How lanes are made.
 *
 * @param owner the name of the installation whose they are
 * @param image of the proxies and of what closes the host: with bash, iproute2, nftables, squid and setpriv
 * @param pool which addresses may be used, as {@code 10.213.0.0/16}
 * @param maxIdle how many lanes are kept for the next worker
 * @param policy what the proxies let out
 */
public record LaneSettings(String owner, String image, String pool, int maxIdle, EgressPolicy policy) {
    private static final Pattern OWNER = Pattern.compile("[a-z0-9][a-z0-9-]{0,40}");
    static final String POOL = "10.213.0.0/16";
    private static final int IDLE = 4;
    private static final int LARGEST_POOL = 8;
    private static final int SMALLEST_POOL = 22;

    /** Checks each. */
    public LaneSettings {
        require(OWNER.matcher(owner).matches(), "owner", owner, "lower case letters, digits and [-]");
        Objects.requireNonNull(policy, "policy");
        int bits = Subnet.of(pool).bits();
        require(bits >= LARGEST_POOL && bits <= SMALLEST_POOL, "pool", pool, "from /8 to /22");
        require(maxIdle >= 0, "maxIdle", maxIdle, "0 or more");
    }

    /** Returns settings with the pool 10.213.0.0/16, and four idle lanes at most. */
    public static LaneSettings of(String owner, String image, EgressPolicy policy) {
        return new LaneSettings(owner, image, POOL, IDLE, policy);
    }

    private static void require(boolean holds, String name, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "lanes have " + name + " [" + found + "]; expected " + expected + "; correct the setting");
        }
    }
}
