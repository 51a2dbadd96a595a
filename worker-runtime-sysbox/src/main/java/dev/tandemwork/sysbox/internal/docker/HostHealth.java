package dev.tandemwork.sysbox.internal.docker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Whether a host can be given work, judged by how its engine answers. Sysbox can hang a whole host: then containers do not
 * start any more, and those that run may hang too.
 *
 * <p>A create or start that takes 60 seconds, or two questions in a row that take 10, make it {@link Condition#SUSPECT}: it
 * gets no new work, and {@link #check} tries it out with a canary. One that passes makes it healthy again. After two that fail it is
 * {@link Condition#QUARANTINED}: its workers are lost, and an operator is needed. It comes back after two that pass. That there is no engine
 * at all says nothing here, for whoever calls it learns that at once.
 */
public final class HostHealth implements CallListener {
    private final InstantSource clock;
    private final BooleanSupplier canary;
    private final Duration pause;
    private final Consumer<Change> listener;
    private final ReentrantLock trying = new ReentrantLock();

    /** Guarded by this. */
    private Verdict verdict = Verdict.HEALTHY;

    /** Guarded by {@link #trying}. */
    private Instant lastTry = Instant.MIN;

    private HostHealth(Canary canary, InstantSource clock, Consumer<Change> listener) {
        this.canary = canary.passes();
        this.pause = canary.pause();
        this.clock = clock;
        this.listener = listener;
    }

    /** How a host is. */
    public enum Condition {
        /** It can be given work. */
        HEALTHY,
        /** It gets no new work until it was tried out. */
        SUSPECT,
        /** It has failed, and what runs on it is lost. */
        QUARANTINED;

        /** Returns whether workers may be started. */
        public boolean isOpen() {
            return this == HEALTHY;
        }
    }

    /**
     * Something small that a host must be able to do, such as to start a container and remove it.
     *
     * @param passes does it, within bounds of its own; a {@link DockerException} is a failure too
     * @param pause the least time between two of them
     */
    public record Canary(BooleanSupplier passes, Duration pause) {}

    /**
     * A change of a host's condition.
     *
     * @param from what it was
     * @param to what it is
     * @param at when
     * @param why in words
     */
    public record Change(Condition from, Condition to, Instant at, String why) {}

    /** Returns the health of a healthy host; {@code listener} is called by whichever thread saw the change. */
    public static HostHealth watch(Canary canary, InstantSource clock, Consumer<Change> listener) {
        return new HostHealth(canary, clock, listener);
    }

    /** Returns how the host is. */
    public synchronized Condition condition() {
        return verdict.condition();
    }

    @Override
    public void ended(DockerCall call, Outcome outcome, Duration took) {
        Sign.of(call, outcome, took).ifPresent(sign -> take(sign, call + " " + outcome + " after " + took));
    }

    /** Tries the host out with the canary, if it is not healthy, and the last one is long enough ago. */
    public void check() {
        if (condition() == Condition.HEALTHY || !trying.tryLock()) {
            return;
        }
        try {
            if (!clock.instant().isBefore(lastTry.plus(pause))) {
                release();
                lastTry = clock.instant();
            }
        } finally {
            trying.unlock();
        }
    }

    private void release() {
        try {
            boolean passed = canary.getAsBoolean();
            take(passed ? Sign.CANARY_PASSED : Sign.CANARY_FAILED, passed ? "canary passed" : "canary failed");
        } catch (DockerException e) {
            take(Sign.CANARY_FAILED, "canary failed: " + e.getMessage());
        }
    }

    private void take(Sign sign, String why) {
        change(sign, why).ifPresent(listener);
    }

    private synchronized Optional<Change> change(Sign sign, String why) {
        Condition before = verdict.condition();
        verdict = verdict.after(sign);
        return before == verdict.condition()
                ? Optional.empty()
                : Optional.of(new Change(before, verdict.condition(), clock.instant(), why));
    }
}
