package dev.tandemwork.cli.demo;

import dev.tandemwork.delivery.Turn;
import dev.tandemwork.engine.RunHistory;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.journal.FileRunStore;
import dev.tandemwork.local.forge.LocalForge;
import dev.tandemwork.local.git.Git;
import dev.tandemwork.scm.PullRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a demonstration has left, for tests to look at.
 *
 * @param folder the state folder in which it ran
 */
record Shop(Path folder) {
    static final List<String> TASKS = List.of("colours", "greeting", "receipt", "search", "total");
    static final List<String> TITLES = List.of(
            "Add up a basket",
            "Find items by name",
            "Give the heading a warm colour",
            "Greet the visitors",
            "Open the shop",
            "Print a receipt");

    /** Where its repository is, and its agents. */
    Path project() throws IOException {
        return folder.toRealPath().resolve("demo").resolve(DemoProcess.RUN.value());
    }

    String repository() throws IOException {
        return project().resolve("shop.git").toString();
    }

    private Git git() throws IOException {
        return Git.in(Path.of(repository()));
    }

    /** The titles of the commits on the base branch, oldest first. */
    List<String> landed() throws IOException {
        return git().require("log", "--reverse", "--format=%s", "main").lines().toList();
    }

    int merges() throws IOException {
        return Integer.parseInt(git().require("rev-list", "--count", "--merges", "main"));
    }

    /** The tree, which names the content of every file. */
    String tree() throws IOException {
        return git().require("rev-parse", "main^{tree}");
    }

    String file(String path) throws IOException {
        return git().require("show", "main:" + path);
    }

    List<String> branches() throws IOException {
        return git().require("for-each-ref", "--format=%(refname:short)", "refs/heads")
                .lines()
                .toList();
    }

    PullRequest pullRequest(String task) throws IOException {
        try (LocalForge forge = LocalForge.create()) {
            return forge.findPullRequest(repository(), "agent/" + task).orElseThrow();
        }
    }

    List<Long> pullRequests() throws IOException {
        return TASKS.stream().map(this::numberOf).sorted().toList();
    }

    private long numberOf(String task) {
        try {
            return pullRequest(task).ref().number();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunHistory history() {
        try (FileRunStore store = FileRunStore.at(folder.resolve("runs"))) {
            return RunHistory.read(store, DemoProcess.RUN);
        }
    }

    /** The results of the nodes at whose paths {@code part} stands. */
    List<JournalEntry.NodeCompleted> completed(String part) {
        return history().entries().stream()
                .filter(JournalEntry.NodeCompleted.class::isInstance)
                .map(JournalEntry.NodeCompleted.class::cast)
                .filter(entry -> entry.path().toString().contains(part))
                .toList();
    }

    Turn.Landed landing(String task) {
        List<JournalEntry.NodeCompleted> ends = completed("/task[" + task + "]/tidy");
        return (Turn.Landed) ends.get(0).result().as(Turn.class);
    }

    /** Names of what is left in a folder of the demonstration. */
    List<String> left(String name) throws IOException {
        Path place = folder.resolve(name);
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Processes other than this one whose command or environment names the folder. */
    long processes() throws IOException {
        String place = folder.toRealPath().toString();
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(process -> names(process, "cmdline", place) || names(process, "environ", place))
                .count();
    }

    private static boolean names(ProcessHandle process, String file, String place) {
        try {
            Path path = Path.of("/proc", Long.toString(process.pid()), file);
            return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(place);
        } catch (IOException gone) {
            return false;
        }
    }
}
