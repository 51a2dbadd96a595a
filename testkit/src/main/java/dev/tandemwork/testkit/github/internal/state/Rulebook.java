package dev.tandemwork.testkit.github.internal.state;

import dev.tandemwork.testkit.github.access.BranchRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What branches ask for: protections of the older kind, one a branch, and rulesets, as many as one likes. */
public final class Rulebook {
    private final Ids ids;
    private final Map<String, BranchRules> protections = new TreeMap<>();
    private final List<Ruleset> rulesets = new ArrayList<>();

    Rulebook(Ids ids) {
        this.ids = ids;
    }

    /** Protects a branch. */
    public void protect(String branch, BranchRules rules) {
        protections.put(branch, rules);
    }

    /** Ends the protection of a branch. */
    public void unprotect(String branch) {
        protections.remove(branch);
    }

    /** Returns the protection of a branch. */
    public Optional<BranchRules> protection(String branch) {
        return Optional.ofNullable(protections.get(branch));
    }

    /** Adds a ruleset. */
    public void add(String name, String branch, BranchRules rules) {
        rulesets.add(new Ruleset(ids.next(), name, branch, rules));
    }

    /** Returns all rulesets. */
    public List<Ruleset> rulesets() {
        return List.copyOf(rulesets);
    }

    /** Returns the rulesets for a branch. */
    public List<Ruleset> rulesets(String branch) {
        return rulesets.stream().filter(rules -> rules.branch().equals(branch)).toList();
    }

    /** Returns all that a branch asks for, whoever asks. */
    public BranchRules all(String branch) {
        List<BranchRules> found = new ArrayList<>();
        protection(branch).ifPresent(found::add);
        rulesets(branch).forEach(set -> found.add(set.rules()));
        TreeSet<String> checks = new TreeSet<>();
        found.forEach(rules -> checks.addAll(rules.checks()));
        return new BranchRules(
                checks,
                found.stream().anyMatch(BranchRules::upToDate),
                found.stream().mapToInt(BranchRules::approvals).max().orElse(0),
                found.stream().anyMatch(BranchRules::queued));
    }

    /**
     * A ruleset.
     *
     * @param id its number
     * @param name its name
     * @param branch the branch that it is about
     * @param rules what it asks for
     */
    public record Ruleset(long id, String name, String branch, BranchRules rules) {}
}
