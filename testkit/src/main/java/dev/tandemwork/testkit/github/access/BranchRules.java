package dev.tandemwork.testkit.github.access;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a branch asks of whatever is merged into it.
 *
 * @param checks the checks and statuses that must have succeeded
 * @param upToDate whether the head must contain the branch
 * @param approvals how many reviews must approve
 * @param queued whether merges go through the queue
 */
public record BranchRules(Set<String> checks, boolean upToDate, int approvals, boolean queued) {
    /** Copies the set. */
    public BranchRules {
        checks = Set.copyOf(checks);
    }

    /** Returns rules that ask for nothing. */
    public static BranchRules none() {
        return new BranchRules(Set.of(), false, 0, false);
    }

    /** Returns these rules, asking for {@code names} too. */
    public BranchRules requiring(String... names) {
        Set<String> all = new TreeSet<>(checks);
        all.addAll(Set.of(names));
        return new BranchRules(all, upToDate, approvals, queued);
    }

    /** Returns these rules, asking for a head that contains the branch. */
    public BranchRules whenUpToDate() {
        return new BranchRules(checks, true, approvals, queued);
    }

    /** Returns these rules, asking for {@code count} approvals. */
    public BranchRules approvedBy(int count) {
        return new BranchRules(checks, upToDate, count, queued);
    }

    /** Returns these rules, with a merge queue. */
    public BranchRules throughQueue() {
        return new BranchRules(checks, upToDate, approvals, true);
    }
}
