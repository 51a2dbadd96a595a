package dev.tandemwork.testkit.github.internal.state;

import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.Map;
import java.util.Optional;

/** Takes what checks report. */
public final class Reporting {
    private final Repository repository;

    /** Takes it for one repository. */
    public Reporting(Repository repository) {
        this.repository = repository;
    }

    /** Records a status. */
    public Status status(String sha, Status said) {
        requireCommit(sha);
        Status status = new Status(
                repository.hub().ids().next(),
                sha,
                said.context(),
                said.state(),
                said.description(),
                said.targetUrl(),
                said.creator(),
                repository.now());
        repository.checks().add(status);
        repository.tell("status", "", status.creator(), Map.of("status", status));
        return status;
    }

    /** Records a new check run. */
    public Check run(String sha, String name, String app, Check.Result result, String externalId) {
        requireCommit(sha);
        Check check = new Check(repository.hub().ids().next(), app, sha, name, result, externalId, repository.now());
        repository.checks().add(check);
        tell(check, "created");
        return check;
    }

    /** Records how far a check run is. */
    public Check update(Check check, String name, Check.Result result) {
        Check updated =
                new Check(check.id(), check.app(), check.head(), name, result, check.externalId(), check.started());
        repository.checks().replace(updated);
        tell(updated, updated.isDone() ? "completed" : "created");
        return updated;
    }

    private void tell(Check check, String action) {
        repository.tell("check_run", action, check.app(), Map.of("check", check));
    }

    private void requireCommit(String sha) {
        Optional<String> commit = repository.git().resolve(sha);
        if (commit.isEmpty()) {
            throw Problem.of(422, "No commit found for SHA: " + sha);
        }
    }
}
