package dev.tandemwork.sysbox.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.RegistryMirror;
import dev.tandemwork.testkit.docker.RealDocker;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealDocker
final class MirrorTest {
    /** The image's layer, and what describes it: Debian's registry fetches each for who asks, and again to keep it. */
    private static final int FETCHES = 4;

    private final LaneWorld world = new LaneWorld();

    @AfterEach
    void clean() {
        world.close();
    }

    @Test
    void image_isPulledOnceFromOutside_byTwoWorkers() {
        UpstreamRegistry upstream = UpstreamRegistry.start(world);
        Lanes lanes = lanes(upstream);

        pull("one", lanes.acquire());
        int first = upstream.fetched();
        pull("two", lanes.acquire());

        assertThat(first).isEqualTo(FETCHES);
        assertThat(upstream.fetched()).isEqualTo(FETCHES);
    }

    @Test
    void mirror_takesNothingFromWorkers_andLeadsNowhereElse() {
        Lanes lanes = lanes(UpstreamRegistry.start(world));
        Lane lane = lanes.acquire();
        String worker = world.worker(lane);
        String mirror = lane.environment().get("TANDEMWORK_MIRROR");

        assertThat(status(worker, lane, "", mirror + "/v2/")).isEqualTo("200");
        assertThat(status(worker, lane, "-X POST", mirror + "/v2/library/tiny/blobs/uploads/"))
                .isEqualTo("403");
        assertThat(status(worker, lane, "-p", mirror + "/v2/")).isEqualTo("000");
        assertThat(status(worker, lane, "", mirror.replace("5000", "22") + "/")).isEqualTo("403");
    }

    @Test
    void mirror_isFoundAgain_withItsImages() {
        UpstreamRegistry upstream = UpstreamRegistry.start(world);
        pull("one", lanes(upstream).acquire());
        world.host().remove(world.owner() + "-mirror");

        pull("two", lanes(upstream).acquire());

        assertThat(upstream.fetched()).isEqualTo(FETCHES);
    }

    private Lanes lanes(UpstreamRegistry upstream) {
        OuterNetwork outer = world.outer();
        Mirror mirror = Mirror.open(
                world.host(),
                world.owner(),
                outer,
                new RegistryMirror.PullThrough(LaneWorld.MIRROR_IMAGE, URI.create(upstream.url())));
        return Lanes.open(world.host(), world.settings(EgressPolicy.denyAll()), outer, Optional.of(mirror));
    }

    private void pull(String name, Lane lane) {
        String worker = world.worker(name, lane);
        InnerEngine.start(world, worker, lane).sh("docker pull tiny:latest");
    }

    private String status(String worker, Lane lane, String options, String url) {
        String proxy = lane.environment().get("TANDEMWORK_PROXY");
        return world.sh(worker, "curl -s -m 10 -o /dev/null -w '%{http_code}' -x " + proxy + " " + options + " " + url)
                .stdout();
    }
}
