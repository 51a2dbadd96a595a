package dev.tandemwork.testkit.git;

import dev.tandemwork.scm.CommitId;
import dev.tandemwork.testkit.scm.HostedRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A real, bare git repository in a folder, written and read by git itself. Needs git on the PATH. */
public final class GitRepository implements HostedRepository {
    private static final String IDENTITY = "committer Agent <agent@tandemwork.invalid> 1000000000 +0000\n";

    private final Path folder;
    private final GitCommand git;

    private GitRepository(Path folder) {
        this.folder = folder;
        this.git = new GitCommand(folder);
    }

    /** Makes a bare repository in {@code folder}, whose branch {@code main} holds a {@code README.md}. */
    public static GitRepository create(Path folder) {
        new GitCommand(Path.of(".")).run("", "init", "-q", "--bare", "-b", "main", folder.toString());
        GitRepository made = new GitRepository(folder);
        made.push("main", "main", Map.of("README.md", "# Sample\n"));
        return made;
    }

    /** Returns the repository that is in {@code folder} already. */
    public static GitRepository at(Path folder) {
        return new GitRepository(folder);
    }

    /** Makes a mirror of {@code original} in {@code folder}. */
    public static GitRepository cloneOf(GitRepository original, Path folder) {
        original.git("clone", "-q", "--mirror", original.location(), folder.toString());
        return new GitRepository(folder);
    }

    /** Returns its folder. */
    public Path folder() {
        return folder;
    }

    /** Runs a git command in it that must succeed, and returns its output. */
    public String git(String... arguments) {
        return git.run("", arguments);
    }

    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public CommitId push(String branch, String start, Map<String, String> files) {
        Optional<CommitId> parent = head(branch).or(() -> head(start));
        StringBuilder stream = new StringBuilder("commit refs/heads/" + branch + "\n" + IDENTITY);
        data(stream, "Work on " + branch + "\n");
        parent.ifPresent(commit -> stream.append("from ").append(commit).append('\n'));
        new TreeMap<>(files).forEach((path, content) -> file(stream, path, content));
        git.run(stream.toString(), "fast-import", "--quiet");
        return head(branch).orElseThrow();
    }

    private static void file(StringBuilder stream, String path, String content) {
        stream.append("M 644 inline \"")
                .append(path.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n");
        data(stream, content);
    }

    private static void data(StringBuilder stream, String text) {
        stream.append("data ")
                .append(text.getBytes(StandardCharsets.UTF_8).length)
                .append('\n')
                .append(text)
                .append('\n');
    }

    @Override
    public Optional<CommitId> head(String branch) {
        String found = git("for-each-ref", "--format=%(objectname)", "refs/heads/" + branch)
                .strip();
        return found.isEmpty() ? Optional.empty() : Optional.of(new CommitId(found));
    }

    @Override
    public List<Commit> history(String branch) {
        String output = git("log", "-z", "--first-parent", "--format=%H%n%P%n%B", "refs/heads/" + branch);
        return Stream.of(output.split("\0")).map(GitRepository::commit).toList();
    }

    private static Commit commit(String text) {
        String[] parts = text.split("\n", 3);
        int parents = parts[1].isEmpty() ? 0 : parts[1].split(" ").length;
        return new Commit(new CommitId(parts[0]), parents, parts[2]);
    }

    @Override
    public Map<String, String> files(String branch) {
        Map<String, String> files = new TreeMap<>();
        String names = git("ls-tree", "-r", "-z", "--name-only", "refs/heads/" + branch);
        Stream.of(names.split("\0"))
                .filter(name -> !name.isEmpty())
                .forEach(name -> files.put(name, git("show", "refs/heads/" + branch + ":" + name)));
        return files;
    }
}
