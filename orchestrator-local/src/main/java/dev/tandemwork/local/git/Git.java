package dev.tandemwork.local.git;

import dev.tandemwork.local.process.OwnSession;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs git in one folder.
 *
 * <p>Every command is a list of arguments, never a shell's. It sees no system or user configuration and no inherited
 * {@code GIT_*} variable, asks nothing, runs no hook, and leaves no process behind. What the repository's own
 * configuration says still holds, where it is not overridden here. A value is immutable and safe for many threads.
 *
 * <p>The defaults: 10 minutes, and 64 MiB of output.
 */
public final class Git {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final int OUTPUT_LIMIT = 64 << 20;
    private static final List<String> OVERRIDES = List.of(
            "--no-pager",
            "-c",
            "core.hooksPath=/dev/null",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.attributesFile=/dev/null",
            "-c",
            "core.quotePath=false",
            "-c",
            "core.filesRefLockTimeout=3000",
            "-c",
            "core.packedRefsTimeout=3000",
            "-c",
            "diff.suppressBlankEmpty=false",
            "-c",
            "i18n.commitEncoding=UTF-8",
            "-c",
            "i18n.logOutputEncoding=UTF-8",
            "-c",
            "protocol.ext.allow=never",
            "-c",
            "commit.gpgSign=false",
            "-c",
            "gc.auto=0",
            "-c",
            "maintenance.auto=false",
            "-c",
            "advice.detachedHead=false");

    private final Path directory;
    private final String program;
    private final Conditions conditions;

    private Git(Path directory, String program, Conditions conditions) {
        this.directory = directory;
        this.program = program;
        this.conditions = conditions;
    }

    /** What a command is given, and what it must keep to. */
    private record Conditions(Map<String, String> environment, String input, GitProcess.Bounds bounds) {
        private static final Conditions USUAL =
                new Conditions(Map.of(), "", new GitProcess.Bounds(DEADLINE, OUTPUT_LIMIT));

        Conditions {
            environment = Map.copyOf(environment);
        }

        Conditions with(GitProcess.Bounds others) {
            return new Conditions(environment, input, others);
        }
    }

    /** Returns git in {@code directory}, which must exist when a command runs. */
    public static Git in(Path directory) {
        return new Git(directory, "git", Conditions.USUAL);
    }

    /** Returns {@code repository} as git takes it in any folder: a folder is named from where this program runs. */
    public static String location(String repository) {
        try {
            Path path = Path.of(repository);
            return Files.isDirectory(path) ? path.toAbsolutePath().toString() : repository;
        } catch (InvalidPathException e) {
            return repository;
        }
    }

    /** Returns the version that is installed, {@code 2.39} say. */
    public static String version() {
        return installed().toString();
    }

    /** Returns why git can't be used on this machine, with the remedy; empty when all is well. */
    public static Optional<String> missing() {
        return missing("git");
    }

    static Optional<String> missing(String program) {
        try {
            GitVersion found = installed(program);
            return found.suffices() ? Optional.empty() : Optional.of(refusal("has version " + found));
        } catch (GitException e) {
            return Optional.of(refusal("is not found"));
        }
    }

    private static String refusal(String found) {
        return "git " + found + "; expected version " + GitVersion.needed() + " or newer on the PATH; install it";
    }

    private static GitVersion installed() {
        return installed("git");
    }

    private static GitVersion installed(String program) {
        return GitVersion.parse(in(Path.of(".")).withProgram(program).require("version"));
    }

    /** Returns this with another program than {@code git} of the PATH. */
    public Git withProgram(String value) {
        return new Git(directory, value, conditions);
    }

    /** Returns this with {@code value} on its standard input, in UTF-8; the default is nothing. */
    public Git withInput(String value) {
        return with(new Conditions(conditions.environment(), value, conditions.bounds()));
    }

    /** Returns this with one more environment variable. */
    public Git withEnvironment(String name, String value) {
        Map<String, String> merged = new HashMap<>(conditions.environment());
        merged.put(name, value);
        return with(new Conditions(merged, conditions.input(), conditions.bounds()));
    }

    /** Returns this for which {@code name} at {@code address} is the author and the committer. */
    public Git withIdentity(String name, String address) {
        return withEnvironment("GIT_AUTHOR_NAME", name)
                .withEnvironment("GIT_AUTHOR_EMAIL", address)
                .withEnvironment("GIT_COMMITTER_NAME", name)
                .withEnvironment("GIT_COMMITTER_EMAIL", address);
    }

    /** Returns this with another time that a command may take. */
    Git withDeadline(Duration value) {
        return with(
                conditions.with(new GitProcess.Bounds(value, conditions.bounds().outputLimit())));
    }

    /** Returns this with another bound, in bytes, of what a command may say. */
    public Git withOutputLimit(int bytes) {
        return with(conditions.with(new GitProcess.Bounds(conditions.bounds().deadline(), bytes)));
    }

    private Git with(Conditions others) {
        return new Git(directory, program, others);
    }

    /**
     * Runs a command and returns what it said, whatever its exit code.
     *
     * @throws GitException if it could not be started, was interrupted, took too long, or said too much
     */
    public GitResult run(String... arguments) {
        return await(List.of(arguments)).result();
    }

    /**
     * Runs a command that must succeed, and returns its output without the white space around it.
     *
     * @throws GitException if it did not succeed
     */
    public String require(String... arguments) {
        GitResult result = run(arguments);
        if (!result.succeeded()) {
            throw GitException.failed(List.of(arguments), result);
        }
        return result.stdout().strip();
    }

    /**
     * Runs a command that must succeed, and returns its output as it is: paths and contents need not be UTF-8.
     *
     * @throws GitException if it did not succeed
     */
    public byte[] requireBytes(String... arguments) {
        GitProcess.Ended ended = await(List.of(arguments));
        if (ended.exitCode() != 0) {
            throw GitException.failed(List.of(arguments), ended.result());
        }
        return ended.stdout().bytes();
    }

    private GitProcess.Ended await(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(OVERRIDES);
        command.addAll(arguments);
        return GitProcess.start(builder(command), arguments)
                .feed(conditions.input())
                .await(conditions.bounds());
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(OwnSession.of(command, directory)).directory(directory.toFile());
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("GIT_"));
        variables.put("GIT_CONFIG_NOSYSTEM", "1");
        variables.put("GIT_CONFIG_GLOBAL", "/dev/null");
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_NO_REPLACE_OBJECTS", "1");
        variables.put("LC_ALL", "C");
        variables.putAll(conditions.environment());
        return builder;
    }
}
