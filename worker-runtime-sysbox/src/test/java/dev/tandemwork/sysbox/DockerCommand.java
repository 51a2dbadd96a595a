package dev.tandemwork.sysbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The engine's own command, which knows nothing of the runtime. */
final class DockerCommand {
    private DockerCommand() {}

    static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker", "-H", Neighbourhood.DOCKER.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Returns what it prints, whether it ends well or not. */
    static String run(String... arguments) throws IOException, InterruptedException {
        Process docker = start(List.of(arguments));
        String said = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        docker.waitFor();
        return said.strip();
    }
}
