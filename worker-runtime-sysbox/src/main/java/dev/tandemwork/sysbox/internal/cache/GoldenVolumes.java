package dev.tandemwork.sysbox.internal.cache;

import dev.tandemwork.sysbox.cache.CacheKey;
import dev.tandemwork.sysbox.cache.CacheProvider;
import dev.tandemwork.sysbox.cache.VolumeLease;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps one volume that was filled for the current key, which no worker ever has, and gives each worker a copy. A copy
 * shares its blocks with the original where the disk can do that, as XFS and Btrfs can, and is a plain one elsewhere. It
 * can't be an overlay of the original: the inner engine's own storage would be an overlay on an overlay.
 *
 * <p>The first lease of a key fills the volume, and all others wait for that.
 */
public final class GoldenVolumes implements CacheProvider {
    private static final String OWNER = "dev.tandemwork.owner";
    private static final String ROLE = "dev.tandemwork.role";
    private static final String GOLDEN = "golden";
    private static final String FILLED = "golden-filled";

    /** The role of volumes that workers have. */
    public static final String COPY = "golden-copy";

    private static final int DIGEST_LENGTH = 16;

    private final DockerHost host;
    private final GoldenSettings settings;
    private final VolumeSeed seed;
    private final VolumeCopy copy;

    /** Guarded by this. */
    private final Set<String> leased = new HashSet<>();

    /** Shared by those who copy; held by one alone who fills a volume or removes an old one. */
    private final ReadWriteLock copying = new ReentrantReadWriteLock();

    private GoldenVolumes(DockerHost host, GoldenSettings settings, VolumeSeed seed) {
        this.host = host;
        this.settings = settings;
        this.seed = seed;
        this.copy = new VolumeCopy(host, settings);
    }

    /** Returns the provider of the owner's golden volumes. */
    public static GoldenVolumes of(DockerHost host, GoldenSettings settings, VolumeSeed seed) {
        return new GoldenVolumes(host, settings, seed);
    }

    @Override
    public Optional<VolumeLease> lease(CacheKey key) {
        String golden = settings.owner() + "-golden-" + digest(key);
        Optional<VolumeLease> lease = copyOf(golden);
        while (lease.isEmpty()) {
            makeSure(golden, key);
            lease = copyOf(golden);
        }
        return lease;
    }

    private Optional<VolumeLease> copyOf(String golden) {
        copying.readLock().lock();
        try {
            return isFilled(golden) ? Optional.of(copied(golden)) : Optional.empty();
        } finally {
            copying.readLock().unlock();
        }
    }

    private VolumeLease copied(String golden) {
        String volume = settings.owner() + "-docker-" + UUID.randomUUID();
        synchronized (this) {
            leased.add(volume);
        }
        host.createVolume(volume, labels(COPY));
        try {
            copy.copy(golden, volume);
        } catch (DockerException e) {
            remove(volume);
            throw e;
        }
        return new Lease(volume);
    }

    private void makeSure(String golden, CacheKey key) {
        copying.writeLock().lock();
        try {
            if (!isFilled(golden)) {
                removeOthers(golden);
                fill(golden, key);
            }
        } finally {
            copying.writeLock().unlock();
        }
    }

    /** A second volume, which is empty, says that the first was filled to its end. */
    private boolean isFilled(String golden) {
        return host.volumes(labels(FILLED)).contains(marker(golden));
    }

    private void fill(String name, CacheKey key) {
        host.removeVolume(name);
        host.createVolume(name, labels(GOLDEN));
        seed.fill(name, key);
        host.createVolume(marker(name), labels(FILLED));
    }

    private void removeOthers(String name) {
        host.volumes(labels(FILLED)).forEach(host::removeVolume);
        host.volumes(labels(GOLDEN)).stream()
                .filter(volume -> !volume.equals(name))
                .forEach(host::removeVolume);
    }

    private static String marker(String golden) {
        return golden + "-filled";
    }

    @Override
    public synchronized Optional<VolumeLease> adopt(String volume) {
        if (!host.volumes(labels(COPY)).contains(volume)) {
            return Optional.empty();
        }
        leased.add(volume);
        return Optional.of(new Lease(volume));
    }

    @Override
    public void removeUnused() {
        List<String> copies = host.volumes(labels(COPY));
        copies.stream().filter(volume -> !isLeased(volume)).forEach(host::removeVolume);
    }

    private synchronized boolean isLeased(String volume) {
        return leased.contains(volume);
    }

    private void remove(String volume) {
        synchronized (this) {
            if (!leased.remove(volume)) {
                return;
            }
        }
        host.removeVolume(volume);
    }

    @Override
    public void close() {
        // leases outlive the program, and so does what they are copies of
    }

    private Map<String, String> labels(String role) {
        Map<String, String> labels = new HashMap<>();
        labels.put(OWNER, settings.owner());
        labels.put(ROLE, role);
        return labels;
    }

    private static String digest(CacheKey key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(key.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("digest [SHA-256] is missing; expected in every Java; use another one", e);
        }
    }

    /** A copy, which its worker has until it is closed. */
    private final class Lease implements VolumeLease {
        private final String volume;

        private Lease(String volume) {
            this.volume = volume;
        }

        @Override
        public String volume() {
            return volume;
        }

        @Override
        public void close() {
            remove(volume);
        }
    }
}
