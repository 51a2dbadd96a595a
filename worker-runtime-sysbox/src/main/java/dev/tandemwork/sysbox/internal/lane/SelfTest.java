package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.EgressPolicy;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets a worker find out whether it can reach what it may, and nothing else. It is run in the worker before a task, and
 * again whenever the worker is started again.
 */
public final class SelfTest {
    /** An address of documentation, which is nobody's. */
    private static final String RAW = "192.0.2.1";

    private static final String REFUSED_HOST = "tandemwork-self-test.invalid";
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Script SCRIPT = Script.named("self-test.sh");
    private static final String FORBIDDEN = "403";

    private final DockerHost host;
    private final Optional<EgressPolicy.Host> allowed;
    private final String raw;

    private SelfTest(DockerHost host, Optional<EgressPolicy.Host> allowed, String raw) {
        this.host = host;
        this.allowed = allowed;
        this.raw = raw;
    }

    /**
     * Returns the test of a policy. It asks for a connection to the first host that is allowed by a full name; that the
     * proxy tries is enough, whether or not somebody answers there.
     */
    public static SelfTest of(DockerHost host, EgressPolicy policy) {
        Optional<EgressPolicy.Host> first =
                policy.hosts().stream().filter(allowed -> !allowed.isWildcard()).findFirst();
        return new SelfTest(host, first, RAW);
    }

    /** Returns this test with another host that must pass. */
    public SelfTest asking(String allowedHost, int port) {
        return new SelfTest(
                host, Optional.of(new EgressPolicy.Host(allowedHost, List.of(port), Optional.empty())), raw);
    }

    /** Returns this test with another address that must not be reached. */
    SelfTest withRaw(String address) {
        return new SelfTest(host, allowed, address);
    }

    /** Runs it in a worker. */
    public SelfTestResult run(String worker, Lane lane) {
        long start = System.nanoTime();
        ExecResult result = host.exec(worker, command(lane), new byte[0], DEADLINE);
        List<String> reasons = reasons(facts(result.stdout()));
        return reasons.isEmpty()
                ? new SelfTestResult.Passed(Duration.ofNanos(System.nanoTime() - start))
                : new SelfTestResult.Failed(reasons);
    }

    private List<String> command(Lane lane) {
        List<Object> arguments = new ArrayList<>(List.of(lane.proxyAddress(), Lane.PROXY_PORT, raw, REFUSED_HOST));
        allowed.ifPresent(
                probe -> arguments.addAll(List.of(probe.name(), probe.ports().get(0))));
        return SCRIPT.command(arguments.toArray());
    }

    private static Map<String, String> facts(String output) {
        return output.lines()
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (first, second) -> first));
    }

    private List<String> reasons(Map<String, String> facts) {
        List<String> reasons = new ArrayList<>();
        require(facts.containsKey("done"), "self-test did not end; expected bash in the worker", reasons);
        String refused = facts.getOrDefault("refused", "nothing");
        require(
                refused.equals(FORBIDDEN),
                "host [" + REFUSED_HOST + "] was answered [" + refused + "]; expected 403 from the proxy",
                reasons);
        require(
                "unreachable".equals(facts.get("raw")),
                "address [" + raw + "] was reached without the proxy; expected no way to it",
                reasons);
        String gateway = facts.getOrDefault("gateway", "");
        require(gateway.isEmpty(), "gateway [" + gateway + "] is there; expected a network without one", reasons);
        allowed.ifPresent(probe -> requireAllowed(probe, facts.getOrDefault("allowed", "nothing"), reasons));
        return reasons;
    }

    private static void requireAllowed(EgressPolicy.Host probe, String status, List<String> reasons) {
        require(
                status.startsWith("2") || status.startsWith("5"),
                "host [" + probe.name() + "] was answered [" + status + "]; expected the proxy to let it out",
                reasons);
    }

    private static void require(boolean holds, String reason, List<String> reasons) {
        if (!holds) {
            reasons.add(reason);
        }
    }
}
