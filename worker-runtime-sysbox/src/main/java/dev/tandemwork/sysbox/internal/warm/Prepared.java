package dev.tandemwork.sysbox.internal.warm;

import dev.tandemwork.sysbox.internal.admission.Reservation;
import java.time.Instant;

/**
 * A worker that is ready for a task.
 *
 * @param <W> what a worker is
 * @param key of its recipe
 * @param worker the worker
 * @param reservation its share of the host, which goes with it
 * @param since when it was started
 */
public record Prepared<W>(WarmKey key, W worker, Reservation reservation, Instant since) {}
