package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry outside, which counts what it is asked for. */
record UpstreamRegistry(LaneWorld world, String name) {
    /** Writes an image of one layer by the registry's own protocol. */
    private static final String PUSH = """
            set -eu
            registry=$1/v2/library/tiny
            for i in $(seq 200); do curl -sf $1/v2/ > /dev/null && break; sleep 0.05; done
            cd /tmp && echo hello > hello && tar -cf layer.tar hello
            digest() { echo "sha256:$(sha256sum < "$1" | cut -d' ' -f1)"; }
            echo '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["'$(digest layer.tar)'"]}}' > config
            gzip -n layer.tar
            upload() {
                place=$(curl -sfi -X POST $registry/blobs/uploads/ | tr -d '\\r' | sed -n 's/^Location: //p')
                curl -sf -X PUT -H 'Content-Type: application/octet-stream' --data-binary @$1 "$place&digest=$(digest $1)"
            }
            upload config; upload layer.tar.gz
            part() { echo '{"mediaType":"application/vnd.docker.'$1'","size":'$(stat -c %s $2)',"digest":"'$(digest $2)'"}'; }
            type=application/vnd.docker.distribution.manifest.v2+json
            echo '{"schemaVersion":2,"mediaType":"'$type'","config":'$(part container.image.v1+json config)',"layers":['$(part image.rootfs.diff.tar.gzip layer.tar.gz)']}' > manifest
            curl -sf -X PUT -H "Content-Type: $type" --data-binary @manifest $registry/manifests/latest
            """;

    static UpstreamRegistry start(LaneWorld world) {
        String serve = "bash -c '" + Script.named("mirror.sh").text().replace("'", "'\\''")
                + "' mirror.sh /var/lib/docker-registry 5000 > /tmp/log 2>&1";
        UpstreamRegistry registry = new UpstreamRegistry(
                world,
                world.start(
                        "upstream",
                        LaneWorld.MIRROR_IMAGE,
                        List.of("bash", "-c", serve),
                        Map.of(),
                        new ContainerSpec.Attachment(world.outer().name(), Optional.empty(), List.of())));
        registry.push();
        return registry;
    }

    private void push() {
        String pusher = world.outside("pusher", List.of("sleep", "600"));
        ExecResult pushed = world.sh(pusher, "push() {\n" + PUSH + "}; push " + url());
        assertThat(pushed.succeeded()).as(pushed.toString()).isTrue();
    }

    String url() {
        return "http://" + world.address(name) + ":5000";
    }

    /** Returns how many parts of the image were fetched, since it was pushed. */
    int fetched() {
        String count = "grep -c '\"GET /v2/library/tiny/blobs/' /tmp/log";
        return Integer.parseInt(world.sh(name, count).stdout().strip());
    }
}
