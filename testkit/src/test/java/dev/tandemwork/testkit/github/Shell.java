package dev.tandemwork.testkit.github;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A person at a shell of their own: with a home, a clone, and the real {@code gh} and {@code git}. */
final class Shell {
    private final Path home;
    private final Path clone;
    private final Map<String, String> environment;

    private Shell(Path home, Map<String, String> environment) {
        this.home = home;
        this.clone = home.resolve("clone");
        this.environment = environment;
    }

    /** Makes a home, and clones the repository into it. */
    static Shell cloned(Path home, FakeGitHub github, GitHubRepository repository, String token) throws Exception {
        Shell shell = new Shell(Files.createDirectories(home), github.environment(token));
        shell.in(home, "git", "clone", "-q", "http://github.localhost/" + repository.name() + ".git", "clone");
        shell.run("git", "config", "user.name", "Alice");
        shell.run("git", "config", "user.email", "alice@example.invalid");
        return shell;
    }

    String token() {
        return environment.getOrDefault("GH_TOKEN", "");
    }

    /** Writes a file on a new branch and pushes it. */
    void push(String branch, String file, String content) throws Exception {
        run("git", "checkout", "-q", "-B", branch);
        Files.writeString(clone.resolve(file), content);
        run("git", "add", ".");
        run("git", "commit", "-q", "-m", "Change " + file);
        run("git", "push", "-q", "-u", "origin", branch);
    }

    /** Returns the output of a command that must succeed. */
    String run(String... command) throws Exception {
        return in(clone, command);
    }

    private String in(Path folder, String... command) throws IOException, InterruptedException {
        Ended ended = end(folder, command);
        if (ended.status() != 0) {
            throw new AssertionError(
                    String.join(" ", command) + " ended with " + ended.status() + ": " + ended.output());
        }
        return ended.output().strip();
    }

    Ended attempt(String... command) throws Exception {
        return end(clone, command);
    }

    private Ended end(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("GH_"));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("TMPDIR", home.toString());
        builder.environment().put("GH_CONFIG_DIR", home.resolve("gh").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /**
     * How a command has ended.
     *
     * @param status 0 if all is well
     * @param output all that it said
     */
    record Ended(int status, String output) {}
}
