package dev.tandemwork.cli;

import dev.tandemwork.agents.Agents;
import dev.tandemwork.local.git.Git;
import dev.tandemwork.sysbox.HostCheck;
import dev.tandemwork.task.AgentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What runs need of the machine that they are conducted on, wherever their workers are. */
final class MachineChecks {
    private static final long LEAST_DISK = 1L << 30;
    private static final Pattern REFUSAL = Pattern.compile("(.*); expected (.*); (.*)");

    private MachineChecks() {}

    /** Returns how everything stands that all runs need. */
    static List<HostCheck> common(StateFolder state, Map<String, String> environment) {
        return List.of(git(), disk(state), keys(environment));
    }

    /** Returns how everything stands that workers need which are processes. */
    static List<HostCheck> process() {
        return List.of(agents());
    }

    private static HostCheck git() {
        Optional<Matcher> refusal = Git.missing().map(REFUSAL::matcher).filter(Matcher::matches);
        return refusal.map(parts -> HostCheck.failed("git", parts.group(1), parts.group(2), parts.group(3)))
                .orElseGet(() -> HostCheck.ok(
                        "git", Git.in(Path.of(".")).require("version").strip(), "version 2.38 or newer"));
    }

    private static HostCheck disk(StateFolder state) {
        Path place = existing(state.root());
        String expected = "1 GiB, in a folder that can be written";
        String remedy = "free some, or name another folder by --state";
        try {
            long left = Files.getFileStore(place).getUsableSpace();
            String found =
                    String.format(Locale.ROOT, "%.1f GiB left in [%s]", (double) left / (1L << 30), state.root());
            if (!Files.isWritable(place)) {
                return HostCheck.failed("state folder", "[" + place + "] can't be written", expected, remedy);
            }
            return left < LEAST_DISK
                    ? HostCheck.warning("state folder", found, expected, remedy)
                    : HostCheck.ok("state folder", found, expected);
        } catch (IOException e) {
            return HostCheck.failed("state folder", "[" + place + "] can't be read: " + e, expected, remedy);
        }
    }

    /** A run makes the folders that are not there yet. */
    private static Path existing(Path folder) {
        Path parent = folder.getParent();
        return Files.exists(folder) || parent == null ? folder : existing(parent);
    }

    private static HostCheck keys(Map<String, String> environment) {
        Map<String, Set<String>> set = AgentKeys.set(environment);
        String found = set.entrySet().stream()
                .filter(agent -> !agent.getValue().isEmpty())
                .map(agent -> agent.getKey() + " (" + String.join(", ", agent.getValue()) + ")")
                .collect(Collectors.joining(", "));
        String expected = "a key in the environment for each agent that plans name";
        return found.isEmpty()
                ? HostCheck.warning(
                        "keys", "no agent's key is set", expected, "set one, such as ANTHROPIC_API_KEY for claude")
                : HostCheck.ok("keys", "set for " + found, expected);
    }

    private static HostCheck agents() {
        List<String> known = Agents.standard().names().stream()
                .filter(name -> !name.equals(AgentSpec.COMMAND))
                .toList();
        List<String> found =
                known.stream().filter(name -> Programs.find(name).isPresent()).toList();
        String expected = "the program of each agent that plans name, of " + String.join(", ", known);
        return found.isEmpty()
                ? HostCheck.warning(
                        "agents", "no agent is on the PATH", expected, "install one, or let plans name a command")
                : HostCheck.ok("agents", String.join(", ", found), expected);
    }
}
