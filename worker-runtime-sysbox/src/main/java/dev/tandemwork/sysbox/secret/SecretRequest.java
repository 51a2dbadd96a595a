package dev.tandemwork.sysbox.secret;

import dev.tandemwork.worker.WorkerId;
import dev.tandemwork.worker.WorkerSpec;
import java.util.Comparator;
import java.util.List;

/**
 * What a secret is wanted for, so that a source can make one that is good for nothing else.
 *
 * @param name of the secret
 * @param worker that gets it
 * @param task the id of the task that the worker is for
 * @param repository that the task is about
 */
public record SecretRequest(String name, WorkerId worker, String task, String repository) {
    /** Returns a request for each secret that {@code spec} names, in the order of the names. */
    public static List<SecretRequest> of(WorkerSpec spec) {
        return spec.secrets().stream()
                .sorted(Comparator.naturalOrder())
                .map(name -> of(name, spec))
                .toList();
    }

    /** Returns a request for the secret {@code name}, for the worker of {@code spec}. */
    public static SecretRequest of(String name, WorkerSpec spec) {
        return new SecretRequest(
                name,
                spec.id(),
                spec.attempt().task().id(),
                spec.attempt().task().repository());
    }
}
