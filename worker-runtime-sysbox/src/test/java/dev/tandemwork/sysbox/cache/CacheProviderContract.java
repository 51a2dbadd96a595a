package dev.tandemwork.sysbox.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.testkit.Together;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every provider must hold to. A subclass brings one, and looks into the volumes. */
public abstract class CacheProviderContract {
    private static final CacheKey KEY = new CacheKey("image:1", List.of("tiny"), 1);

    /** Returns a provider with the volumes of those before it. */
    protected abstract CacheProvider provider();

    /** Returns what the volume holds of the key's text, which filling it has written. */
    protected abstract String content(String volume);

    /** Writes into a volume, as a worker would. */
    protected abstract void write(String volume, String text);

    /** Returns whether the volume is there. */
    protected abstract boolean exists(String volume);

    @Test
    void volume_holdsWhatTheKeySays() {
        VolumeLease lease = provider().lease(KEY).orElseThrow();

        assertThat(content(lease.volume())).isEqualTo(KEY.toString());
    }

    @Test
    void volume_isLeasedToOneOnly() {
        CacheProvider provider = provider();

        List<Optional<VolumeLease>> leases = Together.call(Collections.nCopies(4, () -> provider.lease(KEY)));

        assertThat(new HashSet<>(leases.stream()
                        .map(lease -> lease.orElseThrow().volume())
                        .toList()))
                .hasSize(4);
    }

    @Test
    void volume_hasNothingOfAnotherWorker() {
        CacheProvider provider = provider();
        VolumeLease first = provider.lease(KEY).orElseThrow();
        write(first.volume(), "left behind");
        first.close();

        VolumeLease second = provider.lease(KEY).orElseThrow();

        assertThat(second.volume()).isNotEqualTo(first.volume());
        assertThat(content(second.volume())).isEqualTo(KEY.toString());
    }

    @Test
    void volume_isRemovedWithItsLease_once() {
        VolumeLease lease = provider().lease(KEY).orElseThrow();

        lease.close();
        lease.close();

        assertThat(exists(lease.volume())).isFalse();
    }

    @Test
    void otherKey_hasOtherContent() {
        CacheProvider provider = provider();
        CacheKey next = new CacheKey("image:1", List.of("tiny"), 2);
        VolumeLease old = provider.lease(KEY).orElseThrow();

        VolumeLease fresh = provider.lease(next).orElseThrow();

        assertThat(content(fresh.volume())).isEqualTo(next.toString());
        assertThat(content(old.volume())).isEqualTo(KEY.toString());
    }

    @Test
    void leases_outliveTheProgram_ifTheyAreAdopted() {
        VolumeLease kept = provider().lease(KEY).orElseThrow();
        VolumeLease lost = provider().lease(KEY).orElseThrow();
        CacheProvider next = provider();

        VolumeLease adopted = next.adopt(kept.volume()).orElseThrow();
        next.removeUnused();

        assertThat(content(adopted.volume())).isEqualTo(KEY.toString());
        assertThat(exists(lost.volume())).isFalse();
        assertThat(next.adopt("of-somebody-else")).isEmpty();
    }
}
