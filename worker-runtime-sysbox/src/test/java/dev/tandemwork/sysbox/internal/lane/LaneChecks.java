package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.ContainerState;

/** What can be asked of a lane. */
record LaneChecks(LaneWorld world) {
    boolean proxyRuns(Lane lane) {
        return world.host().inspect(lane.proxy()).map(ContainerState::running).orElse(false);
    }
}
