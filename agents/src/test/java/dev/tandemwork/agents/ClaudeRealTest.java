package dev.tandemwork.agents;

import static dev.tandemwork.testkit.model.ModelReply.cut;
import static dev.tandemwork.testkit.model.ModelReply.overloaded;
import static dev.tandemwork.testkit.model.ModelReply.rateLimited;
import static dev.tandemwork.testkit.model.ModelReply.refusal;
import static dev.tandemwork.testkit.model.ModelReply.stall;
import static dev.tandemwork.testkit.model.ModelReply.text;
import static dev.tandemwork.testkit.model.ModelReply.toolUse;
import static dev.tandemwork.testkit.model.ModelReply.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.agents.AgentResult.Failed;
import dev.tandemwork.agents.AgentResult.Finished;
import dev.tandemwork.agents.Watchdog.Verdict;
import dev.tandemwork.budget.Money;
import dev.tandemwork.budget.Usage;
import dev.tandemwork.testkit.agent.RealClaude;
import dev.tandemwork.testkit.model.ModelReply;
import dev.tandemwork.testkit.model.ModelScript;
import dev.tandemwork.testkit.model.ModelScript.Conversation;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerEvent;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code claude} does in truth. Its transcripts are left in {@code target/transcripts}. */
@RealClaude
final class ClaudeRealTest {
    private static final long POLL_NANOS = 20_000_000;
    private static final String WAIT = "touch started; tail -f /dev/null";

    @TempDir
    private Path folder;

    @Test
    void task_editsTheRepository_andTellsWhatItDid() throws Exception {
        try (ClaudeBench bench =
                bench(script("- add the api \u2014 caf\u00e9").turn(write()).turn(text("Done.")))) {
            AgentRun run = bench.start("- add the api \u2014 caf\u00e9");
            AgentResult result = bench.end("success", run);

            assertThat(result)
                    .isInstanceOfSatisfying(
                            Finished.class, done -> assertThat(done.summary()).isEqualTo("Done."));
            assertThat(bench.git("status", "--porcelain")).isEqualTo("?? api.txt\n");
            assertThat(run.events())
                    .contains(new WorkerEvent.Said("Done."), new WorkerEvent.UsedTool("Write", file("api.txt")));
        }
    }

    @Test
    void usage_isThatOfTheRun_whenASessionGoesOn() throws Exception {
        Conversation script = script("add the api")
                .turn(write())
                .turn(text("Done."))
                .when("The review found")
                .turn(bash("echo more >> api.txt"))
                .turn(text("Mended."));
        try (ClaudeBench bench = bench(script)) {
            AgentResult first = bench.run("resumed-first", "add the api");
            AgentRun again = bench.resume("The review found a thing", session(first), first.usage());
            AgentResult second = bench.end("resumed-second", again);

            assertThat(session(second)).isEqualTo(session(first));
            assertThat(second).isInstanceOf(Finished.class);
            assertThat(second.usage()).isEqualTo(first.usage()).isEqualTo(new Usage(Money.usd(0.012), 2000, 200));
            assertThat(ClaudeBench.clone(folder).resolve("api.txt")).hasContent("hello\nmore");
        }
    }

    @Test
    void killedAgent_leavesNothingOutsideItsHome() throws Exception {
        try (ClaudeBench bench = bench(script("add the api").turn(bash(WAIT)).turn(text("Done.")))) {
            AgentRun run = bench.start("add the api");
            awaitFile("started");
            run.signal("KILL").exitCode();

            assertThat(bench.home().resolve("tmp/cc-socks/" + run.pid() + ".sock"))
                    .exists();
            String project = ClaudeBench.clone(folder).toRealPath().toString().replace('/', '-');
            assertThat(leftInTmp())
                    .noneMatch(path -> path.endsWith("/" + run.pid() + ".sock") || path.endsWith(project));
        }
    }

    /** Returns what is in the folders that claude makes beside the temporary files of others. */
    private static List<String> leftInTmp() throws IOException {
        List<String> found = new ArrayList<>();
        try (var folders = Files.newDirectoryStream(Path.of("/tmp"), "{cc-socks,claude-}*")) {
            for (Path made : folders) {
                try (Stream<Path> files = Files.list(made)) {
                    files.map(Path::toString).forEach(found::add);
                }
            }
        }
        return found;
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("refused-401", unauthorized(), Kind.AUTHENTICATION),
                Arguments.of("refused-429", rateLimited(Duration.ofSeconds(1)), Kind.RATE_LIMITED),
                Arguments.of("refused-529", overloaded(), Kind.PROVIDER_UNAVAILABLE),
                Arguments.of("refused-quota", request("Your credit balance is too low"), Kind.QUOTA),
                Arguments.of(
                        "refused-overflow",
                        request("prompt is too long: 210000 tokens > 200000 maximum"),
                        Kind.CONTEXT_OVERFLOW));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusal_isTyped(String name, ModelReply reply, Kind kind) throws Exception {
        try (ClaudeBench bench = bench(script("add the api").turn(reply))) {
            AgentResult result = bench.run(name, "add the api");

            assertThat(kind(result)).isEqualTo(kind);
        }
    }

    @Test
    void passingFault_isNoFailure() throws Exception {
        try (ClaudeBench bench = bench(script("add the api").once(overloaded()).turn(text("Done.")))) {
            AgentRun run = bench.start("add the api");

            assertThat(bench.end("retried-529", run)).isInstanceOf(Finished.class);
            assertThat(run.events())
                    .filteredOn(WorkerEvent.Line.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void cutStream_isGoneOnWith() throws Exception {
        Conversation script = script("add the api")
                .once(cut("half a"))
                .turn(text("A sentence."))
                .turn(text(" sentence."));
        try (ClaudeBench bench = bench(script)) {
            AgentResult result = bench.run("cut-once", "add the api");

            assertThat(result).isInstanceOf(Finished.class);
            assertThat(bench.server().messageRequests()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void stall_isEndedByTheIdleWatchdog() throws Exception {
        try (ClaudeBench bench = bench(script("add the api").turn(stall())).idle(Duration.ofSeconds(4))) {
            AgentRun run = bench.start("add the api");
            AgentResult result = bench.end("killed", run);

            assertThat(run.verdict()).isEqualTo(Verdict.IDLE);
            assertThat(kind(result)).isEqualTo(Kind.NO_RESULT);
            assertThat(run.alive()).isEmpty();
        }
    }

    @Test
    void deniedTool_isAFailure_thoughClaudeCallsItSuccess() throws Exception {
        try (ClaudeBench bench = bench(script("add the api").turn(write()).turn(text("Done.")))
                .without("--dangerously-skip-permissions")) {
            AgentRun run = bench.start("add the api");
            AgentResult result = bench.end("denied", run);

            assertThat(run.exitCode()).isZero();
            assertThat(kind(result)).isEqualTo(Kind.PERMISSION_DENIED);
            assertThat(ClaudeBench.clone(folder).resolve("api.txt")).doesNotExist();
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,0", "KILL,137"})
    void signal_duringATool_isNoResult(String signal, int exitCode) throws Exception {
        try (ClaudeBench bench = bench(script("add the api").turn(bash(WAIT)).turn(text("Done.")))) {
            AgentRun run = bench.start("add the api").awaitLine("tool_use");
            awaitFile("started");
            AgentResult result = bench.end("signal-" + signal, run.signal(signal));

            assertThat(kind(result)).isEqualTo(Kind.NO_RESULT);
            assertThat(run.exitCode()).isEqualTo(exitCode);
            assertThat(result.usage().outputTokens()).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,0", "KILL,137"})
    void signal_duringAnAnswer_isNoResult(String signal, int exitCode) throws Exception {
        try (ClaudeBench bench = bench(script("add the api").turn(stall()))) {
            AgentRun run = bench.start("add the api").awaitLine("\"status\":\"requesting\"");
            AgentResult result = bench.end("early-" + signal, run.signal(signal));

            assertThat(kind(result)).isEqualTo(Kind.NO_RESULT);
            assertThat(run.exitCode()).isEqualTo(exitCode);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void usage_isThatOfTheRun_whenTheRunBeforeWasKilled(String signal) throws Exception {
        Conversation script = script("add the api")
                .turn(text("Done."))
                .when("wait for it")
                .turn(bash(WAIT))
                .when("go on")
                .turn(text("Gone on."));
        try (ClaudeBench bench = bench(script)) {
            AgentResult first = bench.run("before-kill", "add the api");
            AgentRun killed = bench.resume("now wait for it", session(first), first.usage())
                    .awaitLine("tool_use");
            awaitFile("started");
            Usage spent =
                    first.usage().plus(bench.end("kill", killed.signal(signal)).usage());
            AgentResult last = bench.end("after-kill-" + signal, bench.resume("now go on", session(first), spent));

            assertThat(last).isInstanceOf(Finished.class);
            assertThat(last.usage()).isEqualTo(new Usage(Money.usd(0.006), 1000, 100));
        }
    }

    @Test
    void budget_isKept() throws Exception {
        try (ClaudeBench bench = bench(script("add the api").turn(write()).turn(text("Done.")))) {
            Assignment free = bench.assignment("add the api");
            Assignment bound = new Assignment(
                    free.agent(),
                    free.prompt(),
                    free.session(),
                    Usage.NONE,
                    free.home(),
                    Optional.of(Money.usd(0.001)));

            assertThat(kind(bench.end("budget", bench.start(bound)))).isEqualTo(Kind.BUDGET);
        }
    }

    @Test
    void turnLimit_isTyped() throws Exception {
        try (ClaudeBench bench =
                bench(script("add the api").turn(write()).turn(text("Done."))).with("--max-turns", "1")) {
            assertThat(kind(bench.run("max-turns", "add the api"))).isEqualTo(Kind.TURN_LIMIT);
        }
    }

    @Test
    void unknownSession_isTyped() throws Exception {
        try (ClaudeBench bench = bench(script("add the api").turn(text("Done.")))) {
            SessionId unknown = new SessionId("11111111-1111-4111-8111-111111111111");
            AgentResult result = bench.end("unknown-session", bench.resume("add the api", unknown, Usage.NONE));

            assertThat(kind(result)).isEqualTo(Kind.AGENT_ERROR);
            assertThat(((Failed) result).failure().message()).contains("No conversation found");
        }
    }

    @Test
    void longPrompt_isReadFromTheHomeFolder() throws Exception {
        Path file = folder.resolve("home").resolve(Prompt.FILE);
        Conversation script = script("Read the whole file " + file)
                .turn(toolUse("Read", Map.of("file_path", file.toString(), "limit", 10)))
                .turn(text("Done."));
        try (ClaudeBench bench = bench(script)) {
            AgentResult result = bench.run("long-prompt", "add the api\n".repeat(20_000));

            assertThat(result).isInstanceOf(Finished.class);
            assertThat(bench.server().messageRequests().get(1).body()).contains("add the api\\n");
        }
    }

    @Test
    void childOfATool_isGoneAtTheEnd() throws Exception {
        ModelReply child = bash("nohup tail -f /dev/null >/dev/null 2>&1 & echo $! > child.pid");
        try (ClaudeBench bench = bench(script("add the api").turn(child).turn(text("Done.")))) {
            AgentRun run = bench.start("add the api");
            AgentResult result = bench.end("child", run);

            assertThat(result).isInstanceOf(Finished.class);
            long pid = Long.parseLong(Files.readString(ClaudeBench.clone(folder).resolve("child.pid"))
                    .strip());
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void home_isTheOneGiven() throws Exception {
        try (ClaudeBench bench = bench(script("add the api").turn(text("Done.")))) {
            bench.run("home", "add the api");

            assertThat(bench.home().resolve(".claude/projects")).isNotEmptyDirectory();
        }
    }

    private ClaudeBench bench(Conversation script) throws Exception {
        return new ClaudeBench(folder, script);
    }

    private static Conversation script(String words) {
        return ModelScript.create().when(words);
    }

    private ModelReply write() {
        return toolUse("Write", Map.of("file_path", file("api.txt"), "content", "hello\n"));
    }

    private static ModelReply bash(String command) {
        return toolUse("Bash", Map.of("command", command));
    }

    private static ModelReply request(String message) {
        return refusal(400, "invalid_request_error", message);
    }

    private String file(String name) {
        return ClaudeBench.clone(folder).resolve(name).toString();
    }

    private void awaitFile(String name) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Files.exists(Path.of(file(name))) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        assertThat(Path.of(file(name))).exists();
    }

    private static SessionId session(AgentResult result) {
        return result.session().orElseThrow();
    }

    private static Kind kind(AgentResult result) {
        assertThat(result).isInstanceOf(Failed.class);
        return ((Failed) result).failure().kind();
    }
}
