package dev.tandemwork.journal;

import java.util.List;

/**
 * Keeps the journals of runs. It stores opaque records, in order, and large payloads by the hash of their content.
 *
 * <p>Implementations <em>must</em> be safe for use by many threads, allow one writer of a run at a time, and throw
 * {@link RunStoreException} and nothing else. Reading needs no writer's place and shows every record whose append has
 * returned.
 *
 * <p>{@code RunStoreContract} of the test kit holds an implementation to this.
 */
public interface RunStore extends AutoCloseable {
    /** Returns a store that lives as long as its object: for tests, and for runs that need not survive the process. */
    static RunStore inMemory() {
        return new MemoryRunStore();
    }

    /**
     * Makes a run and takes its writer's place.
     *
     * @throws RunStoreException of kind {@code EXISTS} if there is one of that name
     */
    RunLog create(RunId run);

    /**
     * Takes the writer's place of a run. What a crash left half written at its end is cut off.
     *
     * @throws RunStoreException of kind {@code NOT_FOUND}; {@code LOCKED} if another process or object has the place;
     *     {@code CORRUPT} if a record other than the last can't be read; {@code NEWER} if a later version wrote it
     */
    RunLog open(RunId run);

    /**
     * Returns the records of a run as they are now.
     *
     * @throws RunStoreException of kind {@code NOT_FOUND}, {@code CORRUPT} or {@code NEWER}
     */
    List<byte[]> read(RunId run);

    /**
     * Returns a payload.
     *
     * @param hash what {@link RunLog#putBlob} returned
     * @throws RunStoreException of kind {@code NOT_FOUND}, or {@code CORRUPT} if the content does not have that hash
     */
    byte[] readBlob(RunId run, String hash);

    /** Returns the runs, oldest first. */
    List<RunId> runs();

    /**
     * Removes a run with all that belongs to it. Removing what is not there has no effect.
     *
     * @throws RunStoreException of kind {@code LOCKED} if it has a writer
     */
    void delete(RunId run);

    /** Lets go of what the store holds, open logs included. Closing a closed store has no effect. */
    @Override
    void close();
}
