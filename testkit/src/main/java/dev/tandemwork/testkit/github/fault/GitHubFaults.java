package dev.tandemwork.testkit.github.fault;

import dev.tandemwork.testkit.github.traffic.GitHubCall;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Decides for each request whether something goes wrong. Safe for use by many threads. */
public final class GitHubFaults {
    private final List<Armed> armed = new ArrayList<>();
    private Function<GitHubCall, Optional<GitHubFault>> plan = call -> Optional.empty();

    private GitHubFaults() {}

    /** Returns faults of which none is armed. */
    public static GitHubFaults none() {
        return new GitHubFaults();
    }

    /**
     * Lets the next requests of one kind go wrong, one for each fault, in their order.
     *
     * @param line a regular expression for {@code METHOD path}, as in {@code PUT .+/merge}
     */
    public synchronized void next(String line, GitHubFault... faults) {
        for (GitHubFault fault : faults) {
            armed.add(new Armed(Pattern.compile(line), fault, false));
        }
    }

    /** Lets every request of one kind go wrong. */
    public synchronized void every(String line, GitHubFault fault) {
        armed.add(new Armed(Pattern.compile(line), fault, true));
    }

    /** Lets {@code plan} decide about requests for which nothing is armed. */
    public synchronized void plan(Function<GitHubCall, Optional<GitHubFault>> plan) {
        this.plan = plan;
    }

    /** Lets everything go well from now on. */
    public synchronized void heal() {
        armed.clear();
        plan = call -> Optional.empty();
    }

    /** Returns what goes wrong with a request, and uses it up. */
    public synchronized Optional<GitHubFault> take(GitHubCall call) {
        for (Iterator<Armed> all = armed.iterator(); all.hasNext(); ) {
            Armed next = all.next();
            if (next.line().matcher(call.line()).matches()) {
                if (!next.stays()) {
                    all.remove();
                }
                return Optional.of(next.fault());
            }
        }
        return plan.apply(call);
    }

    private record Armed(Pattern line, GitHubFault fault, boolean stays) {}
}
