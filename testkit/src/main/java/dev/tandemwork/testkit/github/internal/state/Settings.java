package dev.tandemwork.testkit.github.internal.state;

import java.util.Map;
import java.util.TreeMap;

/** What the owner of a repository can choose. Guarded by the lock of its host. */
public final class Settings {
    private final Map<String, String> levels = new TreeMap<>();
    private boolean hidden;
    private boolean archived;
    private boolean autoMerge;
    private boolean deleteMerged;

    Settings() {}

    /** Tells whether only those who were let in may know of it. */
    public boolean isPrivate() {
        return hidden;
    }

    /** Hides it from everybody who was not let in. */
    public void hide() {
        hidden = true;
    }

    /** Tells whether it can only be read. */
    public boolean isArchived() {
        return archived;
    }

    /** Lets it be read only. */
    public void archive() {
        archived = true;
    }

    /** Tells whether pull requests may be merged as soon as they can be. */
    public boolean allowsAutoMerge() {
        return autoMerge;
    }

    /** Lets pull requests be merged as soon as they can be. */
    public void allowAutoMerge() {
        autoMerge = true;
    }

    /** Tells whether a branch goes when it is merged. */
    public boolean deletesMerged() {
        return deleteMerged;
    }

    /** Lets branches go when they are merged. */
    public void deleteMerged() {
        deleteMerged = true;
    }

    /** Gives {@code login} a level: {@code read}, {@code write} or {@code admin}. */
    public void permit(String login, String level) {
        levels.put(login, level);
    }

    /** Returns what {@code login} may do; everybody may write to what is not private, as long as nothing else is said. */
    public String level(String login) {
        return levels.getOrDefault(login, hidden ? "none" : "write");
    }
}
