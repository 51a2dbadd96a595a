package dev.tandemwork.sysbox.internal.warm;

import dev.tandemwork.sysbox.internal.admission.Demand;
import java.time.Instant;

/**
 * A warm worker that a process before this one has left.
 *
 * @param <W> what a worker is
 * @param key of its recipe
 * @param worker the worker
 * @param demand its name and limits
 * @param since when it was started
 */
public record Survivor<W>(WarmKey key, W worker, Demand demand, Instant since) {}
