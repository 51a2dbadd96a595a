package dev.tandemwork.cli.planted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that an engine tells of the things of one owner. */
final class EngineWitness {
    private final String label;

    private EngineWitness(String label) {
        this.label = label;
    }

    static EngineWitness of(Path root) throws IOException {
        return new EngineWitness("label=dev.tandemwork.owner=" + Files.readString(root.resolve("_owner")));
    }

    List<String> containers() throws Exception {
        return docker("ps", "-a", "--filter", label, "--format", "{{.Names}}")
                .lines()
                .toList();
    }

    String worker() throws Exception {
        return docker(
                        "ps",
                        "-a",
                        "--filter",
                        label,
                        "--filter",
                        "label=dev.tandemwork.role=worker",
                        "--format",
                        "{{.Names}}")
                .strip();
    }

    void kill(String container) throws Exception {
        docker("kill", container);
    }

    void letGo(String worker, String what) throws Exception {
        docker("exec", worker, "touch", "/tmp/go-" + what);
    }

    /** Returns what is told of containers, their images, volumes and networks, by the command that tells it. */
    Map<String, String> tell() throws Exception {
        Map<String, String> told = new HashMap<>();
        for (String container : containers()) {
            String image = docker("inspect", "-f", "{{.Image}}", container).strip();
            add(told, "logs", "-t", container);
            add(told, "inspect", "-s", container);
            add(told, "diff", container);
            add(told, "top", container);
            add(told, "inspect", image);
            add(told, "history", "--no-trunc", image);
        }
        for (String kind : List.of("volume", "network")) {
            for (String name : names(kind)) {
                add(told, kind, "inspect", name);
            }
        }
        return told;
    }

    private static void add(Map<String, String> told, String... command) throws Exception {
        told.put("docker " + String.join(" ", command), docker(command));
    }

    private List<String> names(String kind) throws Exception {
        return docker(kind, "ls", "-q", "--filter", label).lines().toList();
    }

    void removeAll() throws Exception {
        for (String container : containers()) {
            docker("rm", "-f", "-v", container);
        }
        for (String kind : List.of("volume", "network")) {
            for (String name : names(kind)) {
                docker(kind, "rm", name);
            }
        }
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        docker.getInputStream().transferTo(said);
        docker.waitFor();
        return said.toString(StandardCharsets.UTF_8);
    }
}
