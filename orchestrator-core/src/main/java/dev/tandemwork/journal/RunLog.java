package dev.tandemwork.journal;

import java.util.List;

/**
 * The writer's place of one run.
 *
 * <p>The engine calls {@link #append} from one thread at a time; the other methods may be called at any time.
 */
public interface RunLog extends AutoCloseable {
    /** Returns the run. */
    RunId run();

    /** Returns the number of this writer's place; each later place of the same run has a higher one. */
    long epoch();

    /** Returns the records that were there when this place was taken. */
    List<byte[]> records();

    /**
     * Appends records. They are durable, all of them and in this order, when the call returns; after a crash in the
     * middle of it, the first few may be there, each whole.
     *
     * @param records JSON on one line each: anything but a line feed
     * @throws RunStoreException of kind {@code FENCED} if this place was given back or lost to a later one, {@code FULL}
     *     or {@code IO} if they could not be written; then the journal is as it was, or holds the first few of them
     * @throws IllegalArgumentException if a record holds a line feed; then nothing is appended
     */
    void append(List<byte[]> records);

    /**
     * Stores a payload, durably, and returns its hash: SHA-256 in lower-case hex. Storing it again has no effect.
     *
     * @throws RunStoreException of kind {@code FULL} or {@code IO}
     */
    String putBlob(byte[] content);

    /**
     * Returns a payload.
     *
     * @throws RunStoreException of kind {@code NOT_FOUND}, or {@code CORRUPT} if the content does not have that hash
     */
    byte[] blob(String hash);

    /** Gives the place back. Closing a closed log has no effect. */
    @Override
    void close();
}
