package dev.tandemwork.sysbox.cache;

import java.util.Optional;

/**
 * Has storage for workers' engines that holds images already, so that they need not be pulled.
 *
 * <p>An implementation is used by many threads at once. It must hold to this:
 *
 * <ul>
 *   <li>No volume is leased twice, at the same time or one after the other: a worker finds what the key says and nothing
 *       that another worker has left.
 *   <li>A volume holds what the key says, or there is none. What is being filled, or was not filled to its end, is not
 *       leased.
 *   <li>When the key changes, no volume of the old key is leased any more.
 *   <li>A lease outlives the program, because workers do: the next program {@linkplain #adopt finds it again} by its
 *       volume's name, and {@linkplain #removeUnused removes} what no worker has.
 * </ul>
 *
 * <p>A runtime asks for a lease on the way to starting a worker, so an answer should take less time than pulling the images
 * would. It goes on without one: an empty answer is never an error. So does it after an exception, or after a minute without
 * an answer, and tells it; a lease that comes later is closed at once.
 */
public interface CacheProvider extends AutoCloseable {
    /** Returns a volume for one worker; empty if there is none now. */
    Optional<VolumeLease> lease(CacheKey key);

    /** Returns the lease of a volume that a worker of an earlier program has; empty if the volume is none of this provider. */
    Optional<VolumeLease> adopt(String volume);

    /** Removes the volumes of earlier programs that were leased and not adopted. Called once, after all adoptions. */
    void removeUnused();

    /** Ends the provider; leases stay as they are. */
    @Override
    void close();
}
