package dev.tandemwork.github.limit;

import dev.tandemwork.scm.RateBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All that stands between a request and its host. Guarded by the limiter's lock. */
final class Gate {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant NEVER = Instant.MAX;

    private final Limits limits;
    private final Window contentOfMinute;
    private final Window contentOfHour;
    private final Window busy;
    private final Map<Resource, Window> points = new EnumMap<>(Resource.class);
    private final Map<Resource, Allowance> allowances = new EnumMap<>(Resource.class);
    private int reads;
    private boolean isWriting;
    private Instant nextWrite = Instant.MIN;
    private Instant nextContent = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;

    Gate(Limits limits) {
        this.limits = limits;
        contentOfMinute = new Window(limits.contentPerMinute(), MINUTE);
        contentOfHour = new Window(limits.contentPerHour(), Duration.ofHours(1));
        busy = new Window(limits.busyPerMinute().toMillis(), MINUTE);
        points.put(Resource.CORE, new Window(limits.pointsPerMinute(), MINUTE));
        points.put(Resource.GRAPHQL, new Window(limits.graphqlPointsPerMinute(), MINUTE));
        for (Resource resource : Resource.values()) {
            allowances.put(resource, new Allowance(limits.reserve()));
        }
    }

    /** Returns when {@code traffic} may be sent; {@link Instant#MAX} if that depends on an answer to another request. */
    Instant freeAt(Traffic traffic, Instant now) {
        boolean isWrite = traffic.effect().isWrite();
        if (isWrite ? isWriting : reads >= limits.reads()) {
            return NEVER;
        }
        Instant shared = sharedFreeAt(traffic, now);
        return isWrite ? latest(shared, writeFreeAt(traffic.effect(), now)) : shared;
    }

    private Instant sharedFreeAt(Traffic traffic, Instant now) {
        Resource resource = traffic.resource();
        return latest(
                latest(pausedUntil, busy.freeAt(1, now)),
                latest(
                        points(resource).freeAt(traffic.effect().points(), now),
                        allowance(resource).freeAt(traffic.priority(), now)));
    }

    private Instant writeFreeAt(Effect effect, Instant now) {
        Instant free = latest(now, nextWrite);
        return effect == Effect.CONTENT
                ? latest(
                        latest(free, nextContent), latest(contentOfMinute.freeAt(1, now), contentOfHour.freeAt(1, now)))
                : free;
    }

    void sent(Traffic traffic, Instant now) {
        points(traffic.resource()).use(traffic.effect().points(), now);
        allowance(traffic.resource()).sent();
        if (!traffic.effect().isWrite()) {
            reads++;
            return;
        }
        isWriting = true;
        nextWrite = now.plus(limits.writeGap());
        if (traffic.effect() == Effect.CONTENT) {
            nextContent = now.plus(limits.contentGap());
            contentOfMinute.use(1, now);
            contentOfHour.use(1, now);
        }
    }

    void answered(Traffic traffic, Duration took, Instant now) {
        allowance(traffic.resource()).answered();
        busy.use(took.toMillis(), now);
        if (traffic.effect().isWrite()) {
            isWriting = false;
        } else {
            reads--;
        }
    }

    /** Lets nothing pass before {@code until}. */
    void pause(Instant until) {
        pausedUntil = latest(pausedUntil, until);
    }

    Window points(Resource resource) {
        return Objects.requireNonNull(points.get(resource));
    }

    Allowance allowance(Resource resource) {
        return Objects.requireNonNull(allowances.get(resource));
    }

    RateBudget budget(Instant now) {
        List<RateBudget.Allowance> known = new ArrayList<>();
        allowances.forEach((resource, allowance) -> {
            if (allowance.isKnown()) {
                known.add(new RateBudget.Allowance(
                        resource.label(), allowance.remaining(), allowance.limit(), Optional.of(allowance.resetsAt())));
            }
        });
        known.add(new RateBudget.Allowance(
                "content writes of this hour", contentOfHour.left(now), contentOfHour.capacity(), Optional.empty()));
        return new RateBudget(known, Optional.of(pausedUntil).filter(until -> until.isAfter(now)));
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
