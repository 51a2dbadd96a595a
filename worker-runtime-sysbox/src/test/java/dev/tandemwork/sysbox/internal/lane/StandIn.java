package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who is not to be reached: answers by HTTP on port 8000, and writes down each packet for ports 53 and 8000. */
record StandIn(LaneWorld world, String name, String address) {
    static final String ANSWER = "forbidden";
    static final int PORT = 8000;

    private static final String SERVER = """
            const fs = require('fs');
            const dgram = require('dgram');
            require('http').createServer((request, response) => response.end('forbidden')).listen(8000, '0.0.0.0');
            for (const port of [53, 8000]) {
                const datagrams = dgram.createSocket('udp4');
                datagrams.on('message', message => fs.appendFileSync('/packets', message + '\\n'));
                datagrams.bind(port);
            }
            """;

    private static final String READY =
            "for i in $(seq 200); do curl -s -m 1 http://127.0.0.1:8000/ >/dev/null && exit; sleep 0.05; done; exit 1";

    static StandIn outside(LaneWorld world, String name) {
        return start(
                world,
                name,
                Map.of(),
                new ContainerSpec.Attachment(world.outer().name(), Optional.empty(), List.of()));
    }

    static StandIn in(LaneWorld world, Lane lane) {
        return start(world, "other", lane.labels(), lane.attachment());
    }

    private static StandIn start(
            LaneWorld world, String name, Map<String, String> labels, ContainerSpec.Attachment attachment) {
        String container = world.start(name, LaneWorld.WORKER_IMAGE, List.of("node", "-e", SERVER), labels, attachment);
        if (!world.sh(container, READY).succeeded()) {
            throw new AssertionError("stand-in [" + name + "] does not answer");
        }
        return new StandIn(world, container, world.address(container));
    }

    /** Gives it one more address. */
    StandIn holding(String more) {
        world.sh(name, "ip address add " + more + "/32 dev lo || exit 1");
        return this;
    }

    /** Returns the packets up to one that was sent last. */
    String packetsUntil(String last) {
        world.sh(name, "for i in $(seq 200); do grep -q " + last + " /packets && exit; sleep 0.05; done");
        return packets();
    }

    String packets() {
        return world.sh(name, "cat /packets 2>/dev/null").stdout();
    }
}
