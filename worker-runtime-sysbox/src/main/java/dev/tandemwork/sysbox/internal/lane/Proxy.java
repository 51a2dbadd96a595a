package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.ContainerSpec;
import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The proxies of lanes. */
final class Proxy {
    static final String ROLE = "proxy";
    private static final Script START = Script.named("proxy.sh");
    private static final Script LISTENING = Script.named("listening.sh");
    private static final Duration READY = Duration.ofSeconds(15);
    private static final int TENTHS = 100;

    private final DockerHost host;
    private final LaneSettings settings;
    private final OuterNetwork outer;
    private final ProxyRules rules;

    Proxy(DockerHost host, LaneSettings settings, OuterNetwork outer, ProxyRules rules) {
        this.host = host;
        this.settings = settings;
        this.outer = outer;
        this.rules = rules;
    }

    /** Makes the proxy of a lane, which does not run yet. */
    void create(Lane lane, Subnet subnet) {
        host.create(spec(lane, subnet));
        host.connect(lane.name(), lane.proxy(), Optional.of(lane.proxyAddress()));
    }

    /** Starts it, if it does not run, and waits until it takes connections. */
    void start(Lane lane) {
        host.start(lane.proxy());
        ExecResult ready = host.exec(
                lane.proxy(), LISTENING.command(lane.proxyAddress(), Lane.PROXY_PORT, TENTHS), new byte[0], READY);
        if (!ready.succeeded()) {
            throw DockerException.of(
                    DockerException.Kind.REFUSED,
                    "proxy [" + lane.proxy() + "] does not listen; expected to within 10 s; read its log");
        }
    }

    /** Ends all that it still has of the worker before, and begins a new log. */
    void restart(Lane lane) {
        host.stop(lane.proxy(), Duration.ZERO);
        start(lane);
    }

    boolean runs(Lane lane) {
        return host.inspect(lane.proxy()).map(ContainerState::running).orElse(false);
    }

    private ContainerSpec spec(Lane lane, Subnet subnet) {
        return new ContainerSpec(
                lane.proxy(),
                settings.image(),
                START.command(),
                Map.of(
                        "TANDEMWORK_SQUID", SquidConfig.of(rules, subnet),
                        "TANDEMWORK_HOSTS", SquidHosts.of(rules),
                        "TANDEMWORK_FIREWALL", ProxyFirewall.of(rules, subnet)),
                labels(lane),
                Sidecars.isolation(false, "CHOWN", "NET_ADMIN", "SETGID", "SETPCAP", "SETUID"),
                Sidecars.limits(),
                List.of(new ContainerSpec.Mount.Memory("/run", "mode=0755,size=4m")),
                Optional.of(outer.attachment(Optional.empty())));
    }

    private Map<String, String> labels(Lane lane) {
        Map<String, String> labels = new HashMap<>(LaneLabels.of(settings.owner(), ROLE));
        labels.put(LaneLabels.LANE, lane.name());
        return labels;
    }
}
