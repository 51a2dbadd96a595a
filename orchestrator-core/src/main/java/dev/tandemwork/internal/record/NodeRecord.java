package dev.tandemwork.internal.record;

import dev.tandemwork.budget.Money;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.event.JournalEntry.Answered;
import dev.tandemwork.event.JournalEntry.Asked;
import dev.tandemwork.event.JournalEntry.AttemptFailed;
import dev.tandemwork.event.JournalEntry.BranchesOpened;
import dev.tandemwork.event.JournalEntry.NodeCompleted;
import dev.tandemwork.event.JournalEntry.NodeFailed;
import dev.tandemwork.journal.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the journal knows of one path. Written while the journal is read, and read only after that. */
public final class NodeRecord {
    private final List<JournalEntry> entries = new ArrayList<>(2);
    private final Map<String, Optional<Payload>> effects = new HashMap<>(2);
    private final List<String> arrivals = new ArrayList<>(0);
    private int failedAttempts;
    private Money spent = Money.ZERO;
    private @Nullable NodeCompleted completed;
    private @Nullable NodeFailed failed;
    private @Nullable Asked asked;
    private @Nullable Answered answered;
    private @Nullable BranchesOpened opened;
    private @Nullable String cancelled;

    NodeRecord() {}

    void add(JournalEntry entry) {
        entries.add(entry);
        if (entry instanceof NodeCompleted result) {
            completed = result;
        } else if (entry instanceof NodeFailed failure) {
            failed = failure;
        } else if (entry instanceof AttemptFailed failure) {
            failedAttempts = failure.attempt();
            spent = spent.plus(failure.usage().cost());
        } else if (entry instanceof Asked question) {
            asked = question;
        } else if (entry instanceof Answered answer) {
            answered = answer;
        } else {
            addPart(entry);
        }
    }

    private void addPart(JournalEntry entry) {
        if (entry instanceof BranchesOpened branches) {
            opened = branches;
        } else if (entry instanceof JournalEntry.BranchCancelled stopped) {
            cancelled = stopped.reason();
        } else if (entry instanceof JournalEntry.BranchArrived arrived) {
            arrivals.add(arrived.key());
        } else if (entry instanceof JournalEntry.EffectIntended effect) {
            effects.putIfAbsent(effect.key(), Optional.empty());
        } else if (entry instanceof JournalEntry.EffectCompleted effect) {
            effects.put(effect.key(), Optional.of(effect.result()));
        }
    }

    /** Returns all of it, in order. */
    public List<JournalEntry> entries() {
        return entries;
    }

    /** Returns the result, if there is one. */
    public @Nullable NodeCompleted completed() {
        return completed;
    }

    /** Returns the last failure, if there was one. */
    public @Nullable NodeFailed failed() {
        return failed;
    }

    /** Returns how many attempts have failed. */
    public int failedAttempts() {
        return failedAttempts;
    }

    /** Returns what the attempts that have failed have spent together. */
    public Money spent() {
        return spent;
    }

    /** Returns when it was asked, if it was. */
    public @Nullable Asked asked() {
        return asked;
    }

    /** Returns the answer, if there is one. */
    public @Nullable Answered answered() {
        return answered;
    }

    /** Returns the keys of the branches, if they were opened. */
    public @Nullable BranchesOpened opened() {
        return opened;
    }

    /** Returns why the branch at this path was cancelled, if it has ended so. */
    public @Nullable String cancelled() {
        return cancelled;
    }

    /** Returns the keys of the branches that were taken, in order. */
    public List<String> arrivals() {
        return arrivals;
    }

    /** Returns the intended effects by their key, each with its result once it was done. */
    public Map<String, Optional<Payload>> effects() {
        return effects;
    }
}
