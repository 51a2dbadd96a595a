package dev.tandemwork.sysbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs programs without the privilege to pass over the permissions of files, which the super-user has. */
final class Unprivileged {
    private static final List<String> DROPPED =
            List.of("setpriv", "--inh-caps=-dac_override", "--bounding-set=-dac_override", "--");

    private Unprivileged() {}

    /** Returns what {@code program} prints. */
    static String run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>("root".equals(System.getProperty("user.name")) ? DROPPED : List.of());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
