package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.sysbox.internal.docker.ContainerState;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.docker.DockerHost;
import dev.tandemwork.sysbox.internal.docker.ExecResult;
import dev.tandemwork.sysbox.secret.SecretLease;
import dev.tandemwork.sysbox.secret.SecretRequest;
import dev.tandemwork.worker.WorkerSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an attempt's secrets come from: made when it starts, and asked of its worker when another process has started it.
 * The host keeps no secret; a worker has them in memory for as long as it runs.
 */
final class AttemptSecrets {
    private static final String JOB = "/run/tandemwork/job";

    private final Settings settings;
    private final Sandboxes sandboxes;
    private final SandboxRecord record;
    private final List<SecretRequest> requests;

    AttemptSecrets(Settings settings, Sandboxes sandboxes, SandboxRecord record) {
        this.settings = settings;
        this.sandboxes = sandboxes;
        this.record = record;
        this.requests = requests(settings, record.spec());
    }

    private static List<SecretRequest> requests(Settings settings, WorkerSpec spec) {
        List<SecretRequest> requests = new ArrayList<>(SecretRequest.of(spec));
        settings.git()
                .map(Settings.GitCredential::secret)
                .filter(name -> !spec.secrets().contains(name))
                .ifPresent(name -> requests.add(SecretRequest.of(name, spec)));
        return requests;
    }

    /** Returns new secrets, for a worker that has none yet. */
    SecretLease mint() throws InterruptedException {
        return SecretLease.mint(settings.secrets(), requests);
    }

    /** Returns the secrets of a worker that another process has started; new ones if it has not got any. */
    SecretLease recover() throws InterruptedException {
        if (requests.isEmpty()) {
            return mint();
        }
        Optional<ContainerState> running = sandboxes.find(record.sandbox()).filter(ContainerState::running);
        if (running.isEmpty()) {
            return SecretLease.recover(settings.secrets(), requests, Map.of());
        }
        String container = running.get().id();
        return run(container, "test", "!", "-e", JOB).isPresent()
                ? mint()
                : SecretLease.recover(settings.secrets(), requests, values(container));
    }

    private Map<String, String> values(String container) {
        Map<String, String> values = new HashMap<>();
        for (SecretRequest request : requests) {
            run(container, "cat", JOB + "/secrets/" + request.name())
                    .ifPresent(value -> values.put(request.name(), value));
        }
        return values;
    }

    /** A worker that can't run a command any more is led to its end all the same. */
    private Optional<String> run(String container, String... command) {
        DockerHost host = sandboxes.host();
        try {
            ExecResult done = host.exec(
                    container, List.of(command), new byte[0], settings.times().claim());
            return done.succeeded() ? Optional.of(done.stdout()) : Optional.empty();
        } catch (DockerException e) {
            return Optional.empty();
        }
    }
}
