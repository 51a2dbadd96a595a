package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.lane.Lane;

/**
 * A container that was started, in a network of its own.
 *
 * @param container as it is
 * @param lane its network
 */
record Sandbox(ContainerState container, Lane lane) {
    String id() {
        return container.id();
    }
}
