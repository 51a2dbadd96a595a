package dev.tandemwork.agents;

import dev.tandemwork.budget.Usage;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.testkit.agent.ClaudeBinary;
import dev.tandemwork.testkit.model.ModelScript;
import dev.tandemwork.testkit.model.ScriptedModelServer;
import dev.tandemwork.worker.SessionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The real {@code claude} with a scripted model, a git repository and a home of its own. */
final class ClaudeBench implements AutoCloseable {
    private final ScriptedModelServer server;
    private final Path clone;
    private final Path home;
    private final ClaudeAgent agent = new ClaudeAgent();
    private final List<AgentRun> runs = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private UnaryOperator<List<String>> arguments = UnaryOperator.identity();
    private Duration idle = Duration.ofSeconds(30);

    ClaudeBench(Path folder, ModelScript.Conversation script) throws Exception {
        server = ScriptedModelServer.start(script);
        clone = Files.createDirectories(folder.resolve("clone"));
        home = Files.createDirectories(folder.resolve("home"));
        git("init", "-q", "-b", "main");
        Files.writeString(clone.resolve("readme.txt"), "one\n");
        git("add", ".");
        git("-c", "user.name=Test", "-c", "user.email=test@example.invalid", "commit", "-q", "-m", "start");
        environment.put("ANTHROPIC_BASE_URL", server.url().toString());
        environment.put("ANTHROPIC_API_KEY", "scripted");
        environment.put("CLAUDE_CODE_MAX_RETRIES", "1");
    }

    static Path clone(Path folder) {
        return folder.resolve("clone");
    }

    ClaudeBench without(String flag) {
        arguments =
                command -> command.stream().filter(part -> !part.equals(flag)).toList();
        return this;
    }

    ClaudeBench with(String... flags) {
        arguments = command -> {
            List<String> longer = new ArrayList<>(command);
            longer.addAll(1, List.of(flags));
            return longer;
        };
        return this;
    }

    ClaudeBench idle(Duration value) {
        idle = value;
        return this;
    }

    Assignment assignment(String prompt) {
        return Assignment.start(AgentSpec.named("claude"), prompt, home.toString());
    }

    AgentRun start(Assignment assignment) {
        Invocation invocation = agent.invoke(assignment);
        List<String> command = new ArrayList<>(arguments.apply(invocation.command()));
        command.set(0, ClaudeBinary.require().toString());
        Map<String, String> all = new HashMap<>(invocation.environment());
        all.putAll(environment);
        Invocation changed = new Invocation(command, all, invocation.homeFiles());
        AgentRun run = AgentRun.start(changed, agent.read(assignment), clone, home, idle);
        runs.add(run);
        return run;
    }

    AgentRun start(String prompt) {
        return start(assignment(prompt));
    }

    AgentRun resume(String feedback, SessionId session, Usage spent) {
        return start(assignment(feedback).resuming(session, spent));
    }

    /** Runs {@code prompt} to its end, and keeps the transcript as {@code name}. */
    AgentResult run(String name, String prompt) throws Exception {
        return end(name, start(prompt));
    }

    AgentResult end(String name, AgentRun run) throws Exception {
        AgentResult result = run.await();
        run.record(
                name,
                Map.of(
                        clone.toString(), "/work",
                        home.toString(), "/home/agent",
                        clone.toString().replace('/', '-'), "-work"));
        return result;
    }

    ScriptedModelServer server() {
        return server;
    }

    Path home() {
        return home;
    }

    String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", clone.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + output);
        }
        return output;
    }

    @Override
    public void close() {
        runs.forEach(AgentRun::close);
        server.close();
    }
}
