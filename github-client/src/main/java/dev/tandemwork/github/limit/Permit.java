package dev.tandemwork.github.limit;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Leave to send one request, now. Whoever has it tells it what the host answered, and gives it back in any case. */
public final class Permit {
    private final Limiter limiter;
    private final Traffic traffic;
    private final Instant grantedAt;
    private final AtomicBoolean isDone = new AtomicBoolean();

    Permit(Limiter limiter, Traffic traffic, Instant grantedAt) {
        this.limiter = limiter;
        this.traffic = traffic;
        this.grantedAt = grantedAt;
    }

    Traffic traffic() {
        return traffic;
    }

    Instant grantedAt() {
        return grantedAt;
    }

    /** Says how many calls the host has left, and until when. */
    public void observe(Resource resource, Quota quota) {
        limiter.observe(resource, quota);
    }

    /** Says that the host did not complain of too many calls. */
    public void accepted() {
        limiter.accepted(this);
    }

    /**
     * Says that the host complained, and pauses all calls: until the time that it told, or else for a minute, and twice as
     * long each time that it complains again.
     *
     * @return when calls go on
     */
    public Instant refused(Optional<Instant> told) {
        return limiter.refused(this, told);
    }

    /** Gives it back. A second call has no effect. */
    public void done() {
        if (isDone.compareAndSet(false, true)) {
            limiter.answered(this);
        }
    }

    /**
     * What a host says of its hourly calls.
     *
     * @param limit how many there are in an hour
     * @param remaining how many are left
     * @param resetsAt when the next hour begins
     */
    public record Quota(long limit, long remaining, Instant resetsAt) {}
}
