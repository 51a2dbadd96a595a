package dev.tandemwork.sysbox.internal.warm;

import dev.tandemwork.sysbox.internal.admission.Demand;

/**
 * All that can't be changed any more once a worker was started. Two workers of one recipe can stand in for each other.
 *
 * @param imageDigest what the image is, not how it is called
 * @param memoryBytes limit of memory
 * @param cpus limit of processors
 * @param pids limit of processes
 * @param diskBytes limit of the container's own files
 * @param runtime that the container runs on
 * @param network the class of network: what it may reach, and by which mirror
 * @param storage what it finds inside: images, and mirrors of repositories
 */
public record WarmRecipe(
        String imageDigest,
        long memoryBytes,
        double cpus,
        int pids,
        long diskBytes,
        String runtime,
        String network,
        String storage) {
    /** Returns the name of this recipe. */
    public WarmKey key() {
        return WarmKey.digest()
                .add(imageDigest)
                .add(Long.toString(memoryBytes))
                .add(Double.toString(cpus))
                .add(Integer.toString(pids))
                .add(Long.toString(diskBytes))
                .add(runtime)
                .add(network)
                .add(storage)
                .key();
    }

    /** Returns what a worker of this recipe needs of its host. */
    Demand demand(String name) {
        return Demand.of(name, memoryBytes, cpus);
    }
}
