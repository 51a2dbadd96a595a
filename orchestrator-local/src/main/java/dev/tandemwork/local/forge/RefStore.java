package dev.tandemwork.local.forge;

import dev.tandemwork.local.git.Git;
import dev.tandemwork.local.git.GitResult;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.ScmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The refs of one repository: commits, and records, which are blobs with one line of JSON.
 *
 * <p>A write is a compare-and-swap of one or several refs at once, made by git under git's own locks, so that several
 * threads, processes and pushes are safe from each other.
 */
final class RefStore {
    private static final int ATTEMPTS = 100;
    private static final String FORMAT = "%(refname) %(objectname)%(if:equals=blob)%(objecttype)%(then) %(raw)%(end)";
    private static final List<String> LOST_RACES =
            List.of("but expected", "reference already exists", "unable to resolve reference");

    private final Git git;

    RefStore(Git git) {
        this.git = git;
    }

    /** A ref: its name, its object, and the object's text if that is a record. */
    record Entry(String name, String object, String text) {}

    /** What the refs were at one moment. */
    record Snapshot(Map<String, Entry> entries) {
        Optional<Entry> entry(String ref) {
            return Optional.ofNullable(entries.get(ref));
        }

        Optional<CommitId> branch(String name) {
            return entry(Refs.branch(name)).map(entry -> new CommitId(entry.object()));
        }

        List<Entry> under(String prefix) {
            return entries.values().stream()
                    .filter(entry -> entry.name().startsWith(prefix))
                    .toList();
        }
    }

    /** Returns the refs that are, or lie under, one of {@code names}. */
    Snapshot read(String... names) {
        List<String> arguments = new ArrayList<>(List.of("for-each-ref", "--format=" + FORMAT));
        arguments.addAll(List.of(names));
        GitResult result = git.run(arguments.toArray(String[]::new));
        if (!result.succeeded()) {
            throw ForgeErrors.failed("refs " + List.of(names) + " can't be read", result);
        }
        return parse(result.stdout());
    }

    private static Snapshot parse(String text) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        text.lines()
                .filter(line -> !line.isEmpty())
                .map(RefStore::entry)
                .forEach(entry -> entries.put(entry.name(), entry));
        return new Snapshot(entries);
    }

    private static Entry entry(String line) {
        String[] parts = line.split(" ", 3);
        return new Entry(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
    }

    /** Stores {@code value}, and returns the name of its blob. */
    String write(Object value) {
        return git.withInput(RecordCodec.write(value)).require("hash-object", "-w", "--stdin");
    }

    /**
     * Makes all updates or none.
     *
     * @return false if a ref was not as expected, and nothing changed
     */
    boolean commit(RefUpdate... updates) {
        String script = List.of(updates).stream().map(RefUpdate::line).collect(Collectors.joining("\n", "", "\n"));
        GitResult result = git.withInput(script).run("update-ref", "--stdin");
        if (!result.succeeded() && LOST_RACES.stream().noneMatch(result.stderr()::contains)) {
            throw ForgeErrors.failed("refs can't be updated", result);
        }
        return result.succeeded();
    }

    /** Returns the first result of {@code attempt}, which reads and commits, and has none when it has lost a race. */
    static <T> T untilWon(String subject, Supplier<Optional<T>> attempt) {
        return Stream.generate(attempt)
                .limit(ATTEMPTS)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> ScmException.of(
                        ScmException.Kind.TRANSIENT,
                        subject + " kept being changed by others; expected it to settle; try again",
                        null));
    }
}
