package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.github.http.Api;
import dev.tandemwork.github.http.Call;
import dev.tandemwork.github.http.Json;
import dev.tandemwork.github.http.RepositoryName;
import dev.tandemwork.github.http.Verb;
import dev.tandemwork.github.limit.Priority;
import dev.tandemwork.scm.CheckRun;
import dev.tandemwork.scm.CheckVerdict;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.PullRequestRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of a commit: what the host keeps as check runs and as statuses, and which of them it requires. */
final class Checks {
    private static final int LONGEST_SUMMARY = 140;
    private static final Set<String> GOOD = Set.of("success", "neutral", "skipped");

    private final Api api;
    private final Pulls pulls;
    private final BaseRules rules;

    Checks(Api api, Pulls pulls, BaseRules rules) {
        this.api = api;
        this.pulls = pulls;
        this.rules = rules;
    }

    /** Returns what the checks of {@code head} say. */
    CheckVerdict verdict(PullRequestRef ref, CommitId head) {
        RepositoryName name = RepositoryName.of(ref.repository());
        List<CheckRun> all = new ArrayList<>(runs(name, head));
        all.addAll(statuses(name, head));
        return CheckVerdict.of(all)
                .requiring(
                        rules.of(ref.repository(), pulls.view(ref).baseBranch()).checks());
    }

    private List<CheckRun> runs(RepositoryName name, CommitId head) {
        String path = name.path("/commits/" + head + "/check-runs?filter=latest&per_page=100");
        return api.pages(Call.get(path, Priority.CHECKS), "check_runs").stream()
                .map(Checks::run)
                .toList();
    }

    private static CheckRun run(JsonNode json) {
        boolean isDone = json.path("status").asText().equals("completed");
        String conclusion = json.path("conclusion").asText("");
        CheckRun.State done = GOOD.contains(conclusion) ? CheckRun.State.PASSED : CheckRun.State.FAILED;
        String title = json.path("output").path("title").asText("");
        return new CheckRun(json.path("name").asText(), isDone ? done : CheckRun.State.PENDING, title);
    }

    private List<CheckRun> statuses(RepositoryName name, CommitId head) {
        String path = name.path("/commits/" + head + "/status?per_page=100");
        return api.pages(Call.get(path, Priority.CHECKS), "statuses").stream()
                .map(Checks::status)
                .toList();
    }

    private static CheckRun status(JsonNode json) {
        CheckRun.State state = switch (json.path("state").asText()) {
            case "success" -> CheckRun.State.PASSED;
            case "failure", "error" -> CheckRun.State.FAILED;
            default -> CheckRun.State.PENDING;
        };
        return new CheckRun(
                json.path("context").asText(), state, json.path("description").asText(""));
    }

    /** Reports a check as a status, which needs no app. Reporting the same twice is reporting it once. */
    void report(String repository, CommitId head, CheckRun run) {
        String state = switch (run.state()) {
            case PENDING -> "pending";
            case PASSED -> "success";
            case FAILED -> "failure";
        };
        JsonNode body = Json.object()
                .put("state", state)
                .put("context", run.name())
                .put("description", shortened(run.summary()));
        String path = RepositoryName.of(repository).path("/statuses/" + head);
        Call call = Call.write(Verb.POST, path, Optional.of(body), Priority.REVIEW);
        api.again(() -> api.require(call));
    }

    private static String shortened(String summary) {
        return summary.length() <= LONGEST_SUMMARY ? summary : summary.substring(0, LONGEST_SUMMARY - 3) + "...";
    }
}
