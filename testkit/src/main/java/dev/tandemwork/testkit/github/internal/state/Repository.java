package dev.tandemwork.testkit.github.internal.state;

import dev.tandemwork.testkit.git.GitRepository;
import dev.tandemwork.testkit.github.internal.git.BareGit;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A repository and all that belongs to it. Whoever reads or changes it holds the lock of its host. */
public final class Repository {
    private final Hub hub;
    private final String owner;
    private final long id;
    private final Instant created;
    private final GitRepository content;
    private final BareGit git;
    private final Settings settings = new Settings();
    private final Checks checks = new Checks();
    private final Rulebook rules;
    private final Branches branches;
    private final Pulls pulls;
    private final Reviews reviews;
    private final Gate gate;
    private final Merging merging;
    private String name;

    Repository(Hub hub, String owner, String name, GitRepository content) {
        this.hub = hub;
        this.owner = owner;
        this.name = name;
        this.content = content;
        this.id = hub.ids().next();
        this.created = hub.now();
        this.git = new BareGit(content.folder());
        this.rules = new Rulebook(hub.ids());
        this.branches = new Branches(this);
        this.pulls = new Pulls(this);
        this.reviews = new Reviews(this);
        this.gate = new Gate(this);
        this.merging = new Merging(this);
    }

    /** Returns whose it is. */
    public String owner() {
        return owner;
    }

    /** Returns its name, without its owner. */
    public String name() {
        return name;
    }

    /** Returns its name with its owner. */
    public String fullName() {
        return owner + "/" + name;
    }

    /** Returns its number. */
    public long id() {
        return id;
    }

    /** Returns when it was made. */
    public Instant created() {
        return created;
    }

    /** Returns what it holds, for tests to write to; call {@link Pulls#follow} afterwards. */
    public GitRepository content() {
        return content;
    }

    /** Returns what it holds. */
    public BareGit git() {
        return git;
    }

    /** Returns what its owner chose. */
    public Settings settings() {
        return settings;
    }

    /** Returns what is said of its commits. */
    public Checks checks() {
        return checks;
    }

    /** Returns what its branches ask for. */
    public Rulebook rules() {
        return rules;
    }

    /** Returns its branches. */
    public Branches branches() {
        return branches;
    }

    /** Returns its pull requests. */
    public Pulls pulls() {
        return pulls;
    }

    /** Returns who reviews them. */
    public Reviews reviews() {
        return reviews;
    }

    /** Returns who judges whether one can be merged. */
    public Gate gate() {
        return gate;
    }

    /** Returns who merges them. */
    public Merging merging() {
        return merging;
    }

    void rename(String changed) {
        name = changed;
    }

    Hub hub() {
        return hub;
    }

    Instant now() {
        return hub.now();
    }

    void tell(String event, String action, String sender, Pull pull, Map<String, Object> details) {
        hub.tell(new Happening(this, event, action, sender, Optional.of(pull), details));
    }

    void tell(String event, String action, String sender, Map<String, Object> details) {
        hub.tell(new Happening(this, event, action, sender, Optional.empty(), details));
    }
}
