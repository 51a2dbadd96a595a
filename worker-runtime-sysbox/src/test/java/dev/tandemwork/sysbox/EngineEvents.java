package dev.tandemwork.sysbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What an engine itself tells of the sandboxes of one owner, from a moment on: no part of the runtime is asked. */
final class EngineEvents implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private final Process docker;

    /** Guarded by this. */
    private final List<Event> events = new ArrayList<>();

    /**
     * Something that happened to a container.
     *
     * @param action {@code create}, {@code start}, {@code die} or {@code destroy}
     * @param container its name
     */
    record Event(String action, String container) {
        private static Event of(String line) {
            String[] words = line.split(" ", 2);
            return new Event(words[0], words[1]);
        }
    }

    private EngineEvents(Process docker) {
        this.docker = docker;
    }

    /** Follows the sandboxes of {@code owner}, from {@code since} in seconds since 1970. */
    static EngineEvents follow(String owner, long since) throws IOException {
        List<String> command = new ArrayList<>(List.of("events"));
        command.addAll(List.of("--since", String.valueOf(since), "--format", "{{.Action}} {{.Actor.Attributes.name}}"));
        for (String filter : List.of("event=create", "event=start", "event=die", "event=destroy")) {
            command.addAll(List.of("--filter", filter));
        }
        for (String label : List.of("dev.tandemwork.owner=" + owner, "dev.tandemwork.role=worker")) {
            command.addAll(List.of("--filter", "label=" + label));
        }
        command.addAll(List.of("--filter", "type=container"));
        EngineEvents events = new EngineEvents(DockerCommand.start(command));
        Thread reader = new Thread(events::read, "engine-events");
        reader.setDaemon(true);
        reader.start();
        return events;
    }

    private void read() {
        try (BufferedReader lines = docker.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().map(Event::of).forEach(this::add);
        } catch (UncheckedIOException | IOException closed) {
            // The test is over.
        }
    }

    private synchronized void add(Event event) {
        events.add(event);
        notifyAll();
    }

    /** Returns what has happened, once it is as {@code expected}. */
    synchronized List<Event> await(Predicate<List<Event>> expected) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!expected.test(events)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("the engine has told " + events + "; expected more within two minutes");
            }
            wait(left);
        }
        return List.copyOf(events);
    }

    /** Returns how many containers there were at most that could use memory: created, and not dead. */
    static int most(List<Event> events) {
        Set<String> alive = new HashSet<>();
        int most = 0;
        for (Event event : events) {
            if (event.action().equals("create")) {
                alive.add(event.container());
            } else if (!event.action().equals("start")) {
                alive.remove(event.container());
            }
            most = Math.max(most, alive.size());
        }
        return most;
    }

    /** Returns the names of the containers that were created, in that order. */
    static List<String> created(List<Event> events) {
        return events.stream()
                .filter(event -> event.action().equals("create"))
                .map(Event::container)
                .toList();
    }

    @Override
    public void close() {
        docker.destroy();
    }
}
