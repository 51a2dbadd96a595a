package dev.tandemwork.sysbox.secret;

import dev.tandemwork.agents.output.Redactor;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The secrets of one attempt, from its start to its end. */
public final class SecretLease {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<Held> held;
    private final List<WorkerException> problems;
    private final Redactor redactor;

    private SecretLease(List<Held> held, List<WorkerException> problems) {
        this.held = List.copyOf(held);
        this.problems = List.copyOf(problems);
        this.redactor =
                Redactor.of(held.stream().flatMap(Held::values).distinct().toList());
    }

    /** A secret, as far as it is known, and whom it was asked of. */
    private record Held(SourceCall call, Optional<Secret> secret, Optional<String> atWorker) {
        Stream<String> values() {
            return Stream.concat(secret.map(Secret::value).stream(), atWorker.stream());
        }

        boolean isKnown() {
            return secret.isPresent() || atWorker.isPresent();
        }
    }

    /**
     * Returns the secrets that are asked for: all of them, or none.
     *
     * @throws WorkerException if one is not to be had; those that were are revoked then
     */
    public static SecretLease mint(SecretSource source, List<SecretRequest> requests) throws InterruptedException {
        return mint(source, requests, LIMIT);
    }

    static SecretLease mint(SecretSource source, List<SecretRequest> requests, Duration limit)
            throws InterruptedException {
        List<Held> minted = new ArrayList<>();
        try {
            for (SecretRequest request : requests) {
                minted.add(mint(new SourceCall(source, request, limit)));
            }
            return new SecretLease(minted, List.of());
        } catch (WorkerException | InterruptedException e) {
            new SecretLease(minted, List.of()).revoke().forEach(e::addSuppressed);
            throw e;
        }
    }

    private static Held mint(SourceCall call) throws InterruptedException {
        Optional<Secret> secret =
                call.ask("make", () -> call.source().mint(call.request()), late -> late.ifPresent(Secret::revoke));
        if (secret.isEmpty()) {
            throw WorkerException.of(WorkerFailure.of(
                    Kind.AUTHENTICATION,
                    "secret [" + call.request().name() + "] of worker ["
                            + call.request().worker()
                            + "] is not known; expected a value; give the runtime a source that has it"));
        }
        return new Held(call, secret, Optional.empty());
    }

    /**
     * Returns what is known of secrets that a process which has died had asked for. That a source fails is no reason to give
     * the worker up.
     *
     * @param atWorker the values that the worker has, by their names
     */
    public static SecretLease recover(SecretSource source, List<SecretRequest> requests, Map<String, String> atWorker)
            throws InterruptedException {
        List<Held> recovered = new ArrayList<>();
        List<WorkerException> problems = new ArrayList<>();
        for (SecretRequest request : requests) {
            SourceCall call = new SourceCall(source, request, LIMIT);
            Optional<String> value = Optional.ofNullable(atWorker.get(request.name()));
            recovered.add(new Held(call, recover(call, value, problems), value));
        }
        return new SecretLease(recovered, problems);
    }

    private static Optional<Secret> recover(SourceCall call, Optional<String> value, List<WorkerException> problems)
            throws InterruptedException {
        try {
            return call.ask("recover", () -> call.source().recover(call.request(), value), late -> {});
        } catch (WorkerException e) {
            problems.add(e);
            return Optional.empty();
        }
    }

    /** Returns the values by their names. */
    public Map<String, String> values() {
        return held.stream()
                .filter(Held::isKnown)
                .collect(Collectors.toUnmodifiableMap(
                        each -> each.call().request().name(),
                        each -> each.values().findFirst().orElseThrow()));
    }

    /** Returns whether all that was asked for is known, so that it can be veiled. */
    public boolean isComplete() {
        return held.stream().allMatch(Held::isKnown);
    }

    /** Returns a redactor that knows all of them. */
    public Redactor redactor() {
        return redactor;
    }

    /** Revokes all of them, also when one can't be, and returns what went wrong. Doing so again revokes nothing. */
    public List<WorkerException> revoke() {
        List<WorkerException> failures = new ArrayList<>(problems);
        for (Held each : held) {
            each.secret().flatMap(secret -> revoke(each.call(), secret)).ifPresent(failures::add);
        }
        return failures;
    }

    /** A thread that was interrupted does not wait, but all is revoked that can be. */
    private static Optional<WorkerException> revoke(SourceCall call, Secret secret) {
        try {
            call.ask("revoke", () -> revoked(secret), late -> {});
            return Optional.empty();
        } catch (WorkerException e) {
            return Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Secret revoked(Secret secret) {
        secret.revoke();
        return secret;
    }

    @Override
    public String toString() {
        return "SecretLease"
                + held.stream().map(each -> each.call().request().name()).toList();
    }
}
