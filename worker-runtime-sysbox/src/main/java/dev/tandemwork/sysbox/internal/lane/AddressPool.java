package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.DockerHost;

/** The addresses that lanes are given. */
public final class AddressPool {
    private final Subnet range;
    private final SubnetChoice choice;

    private AddressPool(DockerHost host, Subnet range) {
        this.range = range;
        this.choice = new SubnetChoice(host, range);
    }

    /** Returns the pool that is used unless another is set. */
    public static AddressPool standard(DockerHost host) {
        return new AddressPool(host, Subnet.of(LaneSettings.POOL));
    }

    /** Returns the range, as {@code 10.213.0.0/16}. */
    public String range() {
        return range.toString();
    }

    /** Returns how many lanes could be made now, as far as the engine knows. */
    public int free() {
        return choice.count(LaneBuild.BITS);
    }
}
