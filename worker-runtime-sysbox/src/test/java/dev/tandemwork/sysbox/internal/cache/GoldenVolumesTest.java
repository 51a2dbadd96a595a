package dev.tandemwork.sysbox.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.sysbox.cache.CacheKey;
import dev.tandemwork.sysbox.cache.CacheProvider;
import dev.tandemwork.sysbox.cache.CacheProviderContract;
import dev.tandemwork.sysbox.cache.VolumeLease;
import dev.tandemwork.testkit.docker.RealDocker;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealDocker
final class GoldenVolumesTest extends CacheProviderContract {
    private static final CacheKey KEY = new CacheKey("image:1", List.of(), 1);
    private final CacheWorld world = new CacheWorld();

    @AfterEach
    void clean() {
        world.close();
    }

    @Override
    protected CacheProvider provider() {
        return provider((volume, key) -> world.write(volume, key.toString()));
    }

    @Override
    protected String content(String volume) {
        return world.run(volume, "cat /volume/*");
    }

    @Override
    protected void write(String volume, String text) {
        world.write(volume, text);
    }

    @Override
    protected boolean exists(String volume) {
        return world.volumes().contains(volume);
    }

    @Test
    void volume_isFilledOnce_forAllOfAKey() {
        AtomicInteger filled = new AtomicInteger();
        CacheProvider provider = provider((volume, key) -> filled.incrementAndGet());

        provider.lease(KEY);
        provider.lease(KEY);
        provider((volume, key) -> filled.incrementAndGet()).lease(KEY);

        assertThat(filled).hasValue(1);
    }

    @Test
    void volume_thatWasNotFilledToItsEnd_isFilledAnew() {
        CacheProvider broken = provider((volume, key) -> {
            world.write(volume, "half");
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> broken.lease(KEY)).hasMessage("killed");

        VolumeLease lease = provider().lease(KEY).orElseThrow();

        assertThat(content(lease.volume())).isEqualTo(KEY.toString());
    }

    @Test
    void volumesOfOldKeys_areRemoved() {
        CacheProvider provider = provider();
        provider.lease(KEY).orElseThrow().close();

        provider.lease(new CacheKey("image:2", List.of(), 1)).orElseThrow().close();

        assertThat(world.volumes()).filteredOn(name -> name.contains("golden")).hasSize(2);
    }

    @Test
    void copy_hasWhatLayersConsistOf() {
        String make = "cd /volume; echo a > a; chown 7:8 a; ln a b; ln -s a c; mknod w c 0 0; mkdir o; "
                + "setfattr -n trusted.overlay.opaque -v y o || python3 -c \"import os; os.setxattr('o', 'trusted.overlay.opaque', b'y')\"";
        String show = "cd /volume; stat -c '%n %F %u %g %h %t' *; "
                + "python3 -c \"import os; print(os.getxattr('o', 'trusted.overlay.opaque'))\"";
        AtomicInteger filled = new AtomicInteger();
        CacheProvider provider = provider(
                (volume, key) -> filled.addAndGet(world.run(volume, make).length()));

        VolumeLease lease = provider.lease(KEY).orElseThrow();

        assertThat(world.run(lease.volume(), show).lines())
                .containsExactly(
                        "a regular file 7 8 2 0",
                        "b regular file 7 8 2 0",
                        "c symbolic link 0 0 1 0",
                        "o directory 0 0 2 0",
                        "w character special file 0 0 1 0",
                        "b'y'");
    }

    @Test
    void engine_findsTheImages_ofAnotherOneInACopy() {
        CacheProvider provider = provider((volume, key) -> world.engine(volume, CacheWorld.IMPORT_BOX));

        VolumeLease lease = provider.lease(KEY).orElseThrow();

        assertThat(world.engine(lease.volume(), "docker run --rm --network none box /bin/busybox echo cached"))
                .contains("cached");
    }

    private CacheProvider provider(VolumeSeed seed) {
        return GoldenVolumes.of(world.host(), world.settings(), seed);
    }
}
