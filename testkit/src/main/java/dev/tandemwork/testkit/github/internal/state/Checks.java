package dev.tandemwork.testkit.github.internal.state;

import dev.tandemwork.testkit.github.internal.wire.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said of commits: check runs and statuses, two systems that know nothing of each other. */
public final class Checks {
    private static final int MOST_STATUSES = 1000;

    private final List<Check> runs = new ArrayList<>();
    private final List<Status> statuses = new ArrayList<>();

    Checks() {}

    void add(Check run) {
        runs.add(run);
    }

    void replace(Check run) {
        runs.replaceAll(old -> old.id() == run.id() ? run : old);
    }

    void add(Status status) {
        long same = statuses.stream()
                .filter(old -> old.sha().equals(status.sha()) && old.context().equals(status.context()))
                .count();
        if (same >= MOST_STATUSES) {
            throw Problem.custom("Status", "This SHA and context has reached the maximum number of statuses.");
        }
        statuses.add(status);
    }

    /** Returns a check run. */
    public Optional<Check> run(long id) {
        return runs.stream().filter(run -> run.id() == id).findFirst();
    }

    /** Returns every check run of a commit, newest first. */
    public List<Check> allRuns(String sha) {
        List<Check> found = new ArrayList<>();
        runs.stream().filter(run -> run.head().equals(sha)).forEach(run -> found.add(0, run));
        return found;
    }

    /** Returns the latest check run of each name and app, newest first. */
    public List<Check> runs(String sha) {
        Map<String, Check> latest = new LinkedHashMap<>();
        allRuns(sha).forEach(run -> latest.putIfAbsent(run.app() + "/" + run.name(), run));
        return List.copyOf(latest.values());
    }

    /** Returns every status of a commit, newest first. */
    public List<Status> allStatuses(String sha) {
        List<Status> found = new ArrayList<>();
        statuses.stream().filter(status -> status.sha().equals(sha)).forEach(status -> found.add(0, status));
        return found;
    }

    /** Returns the latest status of each context, newest first. */
    public List<Status> statuses(String sha) {
        Map<String, Status> latest = new LinkedHashMap<>();
        allStatuses(sha).forEach(status -> latest.putIfAbsent(status.context(), status));
        return List.copyOf(latest.values());
    }

    boolean isGood(String sha, String context) {
        List<Boolean> said = Stream.concat(
                        runs(sha).stream()
                                .filter(run -> run.name().equals(context))
                                .map(Check::isGood),
                        statuses(sha).stream()
                                .filter(status -> status.context().equals(context))
                                .map(status -> status.state().equals("success")))
                .toList();
        return !said.isEmpty() && said.stream().allMatch(good -> good);
    }

    boolean areAllGood(String sha) {
        return runs(sha).stream().allMatch(Check::isGood)
                && statuses(sha).stream().allMatch(status -> status.state().equals("success"));
    }
}
