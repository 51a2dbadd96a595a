package dev.tandemwork.testkit.github.internal.state;

import dev.tandemwork.testkit.git.GitRepository;
import dev.tandemwork.testkit.github.internal.access.Accounts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The host: all repositories. Whoever reads or changes what it holds, holds its lock. */
public final class Hub {
    private final Path folder;
    private final InstantSource clock;
    private final Accounts accounts;
    private final Ids ids = new Ids();
    private final Latency latency = new Latency();
    private final Map<String, Repository> repositories = new TreeMap<>();
    private final Map<String, String> moved = new TreeMap<>();
    private final List<Consumer<Happening>> listeners = new CopyOnWriteArrayList<>();

    /** Keeps repositories below {@code folder}. */
    public Hub(Path folder, InstantSource clock, Accounts accounts) {
        this.folder = folder;
        this.clock = clock;
        this.accounts = accounts;
    }

    /** Returns the time, to the second. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Returns who may act here. */
    public Accounts accounts() {
        return accounts;
    }

    /** Returns the numbers of things. */
    public Ids ids() {
        return ids;
    }

    /** Returns how late this host is with what it does later. */
    public Latency latency() {
        return latency;
    }

    /** Makes a repository with a {@code README.md} on {@code main}. */
    public Repository create(String owner, String name) {
        String key = key(owner, name);
        if (repositories.containsKey(key)) {
            throw new IllegalArgumentException(
                    "repository [" + owner + "/" + name + "] is there already; expected a new name");
        }
        GitRepository git = GitRepository.create(folder.resolve(owner).resolve(name + ".git"));
        Repository made = new Repository(this, owner, name, git);
        repositories.put(key, made);
        return made;
    }

    /** Gives a repository another name; the old one leads to it. */
    public void rename(Repository repository, String name) {
        moved.put(key(repository.owner(), repository.name()), key(repository.owner(), name));
        repositories.remove(key(repository.owner(), repository.name()));
        repository.rename(name);
        repositories.put(key(repository.owner(), name), repository);
    }

    /** Returns a repository by its name. */
    public Optional<Repository> find(String owner, String name) {
        return Optional.ofNullable(repositories.get(key(owner, name)));
    }

    /** Returns the repository that had this name. */
    public Optional<Repository> moved(String owner, String name) {
        return Optional.ofNullable(moved.get(key(owner, name))).map(repositories::get);
    }

    /** Returns a repository by its number. */
    public Optional<Repository> find(long id) {
        return repositories.values().stream().filter(found -> found.id() == id).findFirst();
    }

    /** Returns all of them, by name. */
    public List<Repository> repositories() {
        return List.copyOf(repositories.values());
    }

    private static String key(String owner, String name) {
        return (owner + "/" + name).toLowerCase(Locale.ROOT);
    }

    /** Has everything told to {@code listener}, which must be quick. */
    public void listen(Consumer<Happening> listener) {
        listeners.add(listener);
    }

    void tell(Happening happening) {
        listeners.forEach(listener -> listener.accept(happening));
    }
}
