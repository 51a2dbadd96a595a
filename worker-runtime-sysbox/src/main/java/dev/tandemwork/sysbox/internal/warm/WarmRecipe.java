package dev.tandemwork.sysbox.internal.warm;

import dev.tandemwork.sysbox.internal.admission.Demand;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that can't be changed any more once a worker was started. Two workers of one recipe can stand in for each other.
 *
 * @param imageDigest what the image is, not how it is called
 * @param memoryBytes limit of memory
 * @param cpus limit of processors
 * @param pids limit of processes
 * @param runtime that the container runs on
 * @param network the class of network: what it may reach
 * @param cacheGeneration of the images that it finds inside
 * @param environment variables of the container
 */
public record WarmRecipe(
        String imageDigest,
        long memoryBytes,
        double cpus,
        int pids,
        String runtime,
        String network,
        String cacheGeneration,
        Map<String, String> environment) {
    /** Copies the map. */
    public WarmRecipe {
        environment = Map.copyOf(environment);
    }

    /** Returns the name of this recipe. */
    public WarmKey key() {
        WarmKey.Digest digest = WarmKey.digest()
                .add(imageDigest)
                .add(Long.toString(memoryBytes))
                .add(Double.toString(cpus))
                .add(Integer.toString(pids))
                .add(runtime)
                .add(network)
                .add(cacheGeneration);
        new TreeMap<>(environment).forEach((name, value) -> digest.add(name).add(value));
        return digest.key();
    }

    /** Returns what a worker of this recipe needs of its host. */
    Demand demand(String name) {
        return Demand.of(name, memoryBytes, cpus);
    }
}
