package dev.tandemwork.sysbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What {@code docker run} alone takes, with the same image, limits and stand-in isolation, and no runtime around it. */
final class RawStart {
    private static final String NAME = "tandemwork-figures-raw";

    private RawStart() {}

    /** Returns the nanoseconds until the inner engine is ready. */
    static long measure() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process docker = DockerCommand.start(command());
        try (BufferedReader lines = docker.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (!line.contains("\"type\":\"ready\"")) {
                line = lines.readLine();
            }
            return System.nanoTime() - start;
        } finally {
            DockerCommand.run("rm", "--force", NAME);
            DockerCommand.run("volume", "rm", NAME);
            docker.destroy();
        }
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(List.of("run", "--name", NAME, "--runtime", "sysbox-runc"));
        for (String open : List.of("seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined")) {
            command.addAll(List.of("--security-opt", open));
        }
        command.addAll(List.of("--cap-add", "ALL", "--cap-drop", "SYS_RESOURCE"));
        command.addAll(List.of("--device-cgroup-rule", "a *:* rwm"));
        command.addAll(List.of("--volume", NAME + ":/var/lib/docker", "--tmpfs", "/run"));
        command.addAll(List.of("--memory", "1g", "--memory-swap", "1g", "--cpus", "2", "--pids-limit", "4096"));
        command.addAll(List.of("--env", "TANDEMWORK_BIP=10.214.0.1/24", Neighbourhood.WORKER_IMAGE));
        return command;
    }
}
