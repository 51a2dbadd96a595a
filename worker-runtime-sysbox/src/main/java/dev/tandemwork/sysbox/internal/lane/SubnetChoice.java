package dev.tandemwork.sysbox.internal.lane;

import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Finds addresses of a pool that nobody uses. Safe for use by many threads. */
final class SubnetChoice {
    private final DockerHost host;
    private final Subnet pool;

    /** What the engine does not know of. Guarded by this. */
    private final List<Subnet> avoided = new ArrayList<>();

    SubnetChoice(DockerHost host, Subnet pool) {
        this.host = host;
        this.pool = pool;
    }

    /** Never chooses anything that overlaps these, from now on. */
    synchronized void avoid(List<Subnet> more) {
        avoided.addAll(more);
    }

    /**
     * Makes a network of so many bits. One at a time, so that no two choose the same; what another program takes in that
     * moment is found out from the engine, which refuses it.
     */
    synchronized Made make(int bits, Function<Subnet, NetworkSpec> spec) {
        List<Subnet> used = used();
        for (Subnet free : free(bits, used)) {
            try {
                return new Made(free, host.createNetwork(spec.apply(free)));
            } catch (DockerException e) {
                throwUnlessTaken(e);
            }
        }
        throw DockerException.of(
                DockerException.Kind.REFUSED,
                "pool [" + pool + "] has no free network of /" + bits
                        + "; expected one; remove networks of the engine, or choose another pool");
    }

    /** Returns how many networks of so many bits could be made now. */
    synchronized int count(int bits) {
        return free(bits, used()).size();
    }

    /** Small networks are taken from the beginning of the pool, and large ones from its end. */
    private List<Subnet> free(int bits, List<Subnet> used) {
        int count = pool.count(bits);
        boolean fromEnd = bits <= 24;
        return IntStream.range(0, count)
                .mapToObj(i -> pool.part(bits, fromEnd ? count - 1 - i : i))
                .filter(part -> used.stream().noneMatch(part::overlaps))
                .toList();
    }

    private List<Subnet> used() {
        List<Subnet> used = new ArrayList<>(avoided);
        host.networks(Map.of()).forEach(network -> Subnet.find(network.subnet()).ifPresent(used::add));
        return used;
    }

    /** Two networks overlap: the engine says so in words only. */
    private static void throwUnlessTaken(DockerException e) {
        if (!String.valueOf(e.getMessage()).contains("overlap")) {
            throw e;
        }
    }

    /**
     * A network that was made.
     *
     * @param subnet of it
     * @param id of the engine
     */
    record Made(Subnet subnet, String id) {}
}
