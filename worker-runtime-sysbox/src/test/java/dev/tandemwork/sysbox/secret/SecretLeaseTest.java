package dev.tandemwork.sysbox.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SecretLeaseTest {
    private static final String BAD = BadSource.class.getName();

    private final List<String> revoked = new CopyOnWriteArrayList<>();

    private static SecretRequest request(String name) {
        return new SecretRequest(name, new WorkerId("one-1"), "one", "https://host.invalid/r.git");
    }

    /** Makes a secret of its own for each worker. */
    private Optional<Secret> mint(SecretRequest request) {
        return request.name().startsWith("NO_")
                ? Optional.empty()
                : Optional.of(secret(request, request.name() + "-of-" + request.worker()));
    }

    private Secret secret(SecretRequest request, String value) {
        return Secret.revocable(request.name(), value, () -> revoke(request.name()));
    }

    private void revoke(String name) {
        revoked.add(name);
        if (name.startsWith("BAD_")) {
            throw new IllegalStateException(name + " stays");
        }
    }

    /** Has a name that can be told. */
    private record BadSource(SecretSource source) implements SecretSource {
        @Override
        public Optional<Secret> mint(SecretRequest request) {
            return source.mint(request);
        }

        @Override
        public Optional<Secret> recover(SecretRequest request, Optional<String> value) {
            return source.mint(request);
        }
    }

    private static WorkerException failure(SecretSource source, Duration limit) {
        return catchThrowableOfType(
                WorkerException.class, () -> SecretLease.mint(new BadSource(source), List.of(request("KEY")), limit));
    }

    @Test
    void lease_hasAll_veilsThem_andRevokesThemOnce() throws InterruptedException {
        SecretLease lease = SecretLease.mint(this::mint, List.of(request("KEY"), request("TOKEN")));

        assertThat(lease.values()).containsOnly(Map.entry("KEY", "KEY-of-one-1"), Map.entry("TOKEN", "TOKEN-of-one-1"));
        assertThat(lease.redactor().veil("a KEY-of-one-1 b")).isEqualTo("a *** b");
        assertThat(lease).hasToString("SecretLease[KEY, TOKEN]");
        assertThat(lease.revoke()).isEmpty();
        lease.revoke();
        assertThat(revoked).containsExactly("KEY", "TOKEN");
    }

    @Test
    void secretThatIsNotKnown_revokesWhatWasMinted() {
        assertThatThrownBy(() -> SecretLease.mint(this::mint, List.of(request("KEY"), request("NO_KEY"), request("X"))))
                .isInstanceOfSatisfying(
                        WorkerException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(Kind.AUTHENTICATION))
                .hasMessage(
                        "secret [NO_KEY] of worker [one-1] is not known; expected a value; give the runtime a source that has"
                                + " it");
        assertThat(revoked).containsExactly("KEY");
    }

    @Test
    void revocationThatFails_keepsNoOtherFromBeingRevoked() throws InterruptedException {
        SecretLease lease =
                SecretLease.mint(new BadSource(this::mint), List.of(request("BAD_A"), request("BAD_B"), request("C")));

        assertThat(lease.revoke())
                .extracting(Throwable::getMessage)
                .containsExactly(
                        "secret source [" + BAD
                                + "] has thrown java.lang.IllegalStateException: BAD_A stays when asked to"
                                + " revoke secret [BAD_A] of worker [one-1]; expected an answer; mend the source",
                        "secret source [" + BAD
                                + "] has thrown java.lang.IllegalStateException: BAD_B stays when asked to"
                                + " revoke secret [BAD_B] of worker [one-1]; expected an answer; mend the source");
        assertThat(revoked).containsExactly("BAD_A", "BAD_B", "C");
    }

    @Test
    @SuppressWarnings("NullAway")
    void sourceThatReturnsNull_isNamed() {
        WorkerException failure = failure(request -> null, Duration.ofMinutes(1));

        assertThat(failure.failure().kind()).isEqualTo(Kind.AUTHENTICATION);
        assertThat(failure)
                .hasMessage("secret source [" + BAD + "] has returned null when asked to make secret [KEY] of worker"
                        + " [one-1]; expected an answer; mend the source");
    }

    @Test
    void sourceThatThrows_isNamed_andTellsNoToken() {
        SecretSource source = request -> {
            throw new AssertionError("no ghp_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789");
        };

        assertThat(failure(source, Duration.ofMinutes(1)))
                .hasMessage("secret source [" + BAD + "] has thrown java.lang.AssertionError: no *** when asked to make"
                        + " secret [KEY] of worker [one-1]; expected an answer; mend the source");
    }

    @Test
    void sourceThatHangs_isNamed_andWhatItMakesTooLate_isRevoked() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        SecretSource source = request -> {
            awaitQuietly(asked);
            return Optional.of(Secret.revocable("KEY", "value-of-key", late::countDown));
        };

        WorkerException failure = failure(source, Duration.ofMillis(20));
        asked.countDown();

        assertThat(failure)
                .hasMessage(
                        "secret source [" + BAD + "] has not answered within PT0.02S when asked to make secret [KEY]"
                                + " of worker [one-1]; expected an answer; mend the source");
        assertThat(late.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sourceOfTwo_isNamedByBoth() {
        SecretSource none = SecretSource.of(Map.of()).or(new BadSource(request -> {
            throw new IllegalStateException("broken");
        }));

        assertThatThrownBy(() -> SecretLease.mint(none, List.of(request("KEY"))))
                .hasMessageStartingWith("secret source [" + KnownSecrets.class.getName() + "] or [" + BAD
                        + "] has thrown java.lang.IllegalStateException: broken");
    }

    @Test
    void recovered_areWhatTheWorkerHas_andWhatTheSourceKnows() throws InterruptedException {
        SecretSource source = new BadSource(
                request -> request.name().equals("OLD") ? Optional.of(secret(request, "old-value")) : Optional.empty());

        SecretLease lease = SecretLease.recover(
                source, List.of(request("OLD"), request("HELD")), Map.of("OLD", "other-value", "HELD", "held-value"));

        assertThat(lease.isComplete()).isTrue();
        assertThat(lease.redactor().veil("old-value other-value held-value")).isEqualTo("*** *** ***");
        assertThat(lease.revoke()).isEmpty();
        assertThat(revoked).containsExactly("OLD");
    }

    @Test
    void recovered_isNotComplete_whenNobodyKnowsAValue_andTellsOfItsSource() throws InterruptedException {
        SecretSource source = new BadSource(request -> {
            throw new IllegalStateException("broken");
        });

        SecretLease lease = SecretLease.recover(source, List.of(request("A")), Map.of());

        assertThat(lease.isComplete()).isFalse();
        assertThat(lease.values()).isEmpty();
        assertThat(lease.revoke())
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .hasMessageContaining(
                                "has thrown java.lang.IllegalStateException: broken when asked to recover"));
    }
}
