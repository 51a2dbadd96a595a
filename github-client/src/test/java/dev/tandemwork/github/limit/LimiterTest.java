package dev.tandemwork.github.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.scm.RateBudget;
import dev.tandemwork.scm.ScmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LimiterTest {
    private final VirtualTimeline timeline = VirtualTimeline.create();
    private final List<RateBudget> pauses = new ArrayList<>();
    private final Limiter limiter = Limiter.builder()
            .limits(Limits.documented())
            .timeline(timeline)
            .onPause(pauses::add)
            .chance(() -> 0)
            .build();
    private final Instant start = timeline.now();

    @Test
    void merges_goBeforeReviews_andThoseBeforeComments() {
        List<Priority> order = new ArrayList<>();
        send(Priority.WATCH, order);
        send(Priority.COMMENT, order);
        send(Priority.REVIEW, order);
        send(Priority.MERGE, order);

        timeline.run();

        assertThat(order).containsExactly(Priority.WATCH, Priority.MERGE, Priority.REVIEW, Priority.COMMENT);
    }

    private void send(Priority priority, List<Priority> order) {
        var unused = limiter.acquire(content(priority)).thenAccept(permit -> {
            order.add(priority);
            timeline.at(timeline.now().plusMillis(10), permit::done);
        });
    }

    private static Traffic content(Priority priority) {
        return new Traffic(Resource.CORE, Effect.CONTENT, priority);
    }

    @Test
    void aComplaint_pausesEverything_twiceAsLongEachTime() {
        Instant first = complain(Optional.empty());
        var read = limiter.acquire(Traffic.read(Priority.MERGE));
        timeline.runUntil(first.minusMillis(1));
        assertThat(read).isNotDone();
        timeline.runUntil(first);
        assertThat(read).isDone();

        assertThat(first).isEqualTo(start.plusSeconds(60));
        assertThat(complain(Optional.empty())).isEqualTo(first.plusSeconds(120));
        assertThat(pauses)
                .hasSize(2)
                .last()
                .satisfies(budget -> assertThat(budget.pausedUntil()).isPresent());
    }

    @Test
    void complaintsOfRequestsThatWereUnderWay_areOne() {
        Permit one = limiter.acquire(Traffic.read(Priority.REVIEW)).join();
        Permit two = limiter.acquire(Traffic.read(Priority.REVIEW)).join();

        Instant until = one.refused(Optional.empty());

        assertThat(two.refused(Optional.empty())).isEqualTo(until);
        two.accepted();
        one.done();
        two.done();
        timeline.runUntil(until);
        assertThat(complain(Optional.empty())).isEqualTo(until.plusSeconds(120));
    }

    private Instant complain(Optional<Instant> told) {
        Permit permit = limiter.acquire(Traffic.read(Priority.REVIEW)).join();
        Instant until = permit.refused(told);
        permit.done();
        return until;
    }

    @Test
    void anExhaustedResource_holdsItsOwnRequestsOnly() {
        Instant reset = start.plusSeconds(600);
        observe(new Permit.Quota(5000, 0, reset));

        var rest = limiter.acquire(Traffic.read(Priority.MERGE));
        var graphql = limiter.acquire(new Traffic(Resource.GRAPHQL, Effect.READ, Priority.WATCH));

        assertThat(graphql).isDone();
        timeline.runUntil(reset);
        assertThat(rest).isNotDone();
        timeline.runUntil(reset.plusSeconds(1));
        assertThat(rest).isDone();
    }

    @Test
    void theReserve_isForMergesAndChecks() {
        observe(new Permit.Quota(5000, 500, start.plusSeconds(600)));

        assertThat(limiter.acquire(Traffic.read(Priority.REVIEW))).isNotDone();
        assertThat(limiter.acquire(Traffic.read(Priority.MERGE))).isDone();
        assertThat(limiter.acquire(Traffic.read(Priority.CHECKS))).isDone();
    }

    private void observe(Permit.Quota quota) {
        Permit permit = limiter.acquire(Traffic.read(Priority.MERGE)).join();
        permit.observe(Resource.CORE, quota);
        permit.done();
    }

    @Test
    void whoCannotWait_isToldWhenToComeBack_andHasNotLostItsPlace() {
        limiter.await(errand("first"), Duration.ZERO).done();

        Instant second = refusedUntil("second");
        Instant third = refusedUntil("third");

        assertThat(second).isEqualTo(start.plusSeconds(1));
        assertThat(third).isEqualTo(start.plusSeconds(2));
        timeline.runUntil(second);
        assertThat(refusedUntil("newcomer")).isAfter(third);
        assertThat(limiter.await(errand("second"), Duration.ZERO)).isNotNull();
    }

    @Test
    void whoDoesNotComeBack_holdsOthersUpForSecondsOnly() {
        limiter.await(errand("first"), Duration.ZERO).done();
        refusedUntil("never again");

        var next = limiter.acquire(content(Priority.COMMENT));
        timeline.run();

        assertThat(next).isDone();
        assertThat(timeline.now()).isBeforeOrEqualTo(start.plusSeconds(4));
    }

    @Test
    void manyWhoComeBack_allGetTheirTurn_withinATenthMoreTime() {
        Map<String, Integer> tries = new HashMap<>();
        int errands = 300;
        for (int i = 0; i < errands; i++) {
            comeBack("errand-" + i, tries);
        }

        timeline.run();

        assertThat(tries).hasSize(errands);
        assertThat(tries.values()).allMatch(count -> count <= 3);
        assertThat(timeline.now()).isBefore(start.plusSeconds(errands * 11L / 10));
    }

    private void comeBack(String key, Map<String, Integer> tries) {
        tries.merge(key, 1, Integer::sum);
        try {
            Permit permit = limiter.await(errand(key), Duration.ZERO);
            timeline.at(timeline.now().plusMillis(200), permit::done);
        } catch (ScmException limited) {
            timeline.at(limited.retryAt().orElseThrow(), () -> comeBack(key, tries));
        }
    }

    private static Limiter.Errand errand(String key) {
        return new Limiter.Errand(content(Priority.REVIEW), key, Instant.MIN);
    }

    private Instant refusedUntil(String key) {
        ScmException thrown = catchThrowableOfType(ScmException.class, () -> limiter.await(errand(key), Duration.ZERO));
        assertThat(thrown.kind()).isEqualTo(ScmException.Kind.RATE_LIMITED);
        assertThat(thrown).hasMessageContaining("[" + key + "]");
        return thrown.retryAt().orElseThrow();
    }

    @Test
    void theBudget_tellsWhatIsLeft() {
        observe(new Permit.Quota(5000, 4321, start.plusSeconds(600)));
        limiter.acquire(content(Priority.REVIEW)).join();

        RateBudget budget = limiter.budget();

        assertThat(budget.allowances())
                .contains(new RateBudget.Allowance("core", 4321, 5000, Optional.of(start.plusSeconds(600))))
                .anySatisfy(left -> assertThat(left.remaining()).isEqualTo(499));
        assertThat(budget.pausedUntil()).isEmpty();
    }
}
