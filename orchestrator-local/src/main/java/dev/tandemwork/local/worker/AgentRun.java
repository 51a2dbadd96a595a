package dev.tandemwork.local.worker;

import dev.tandemwork.agents.Agent;
import dev.tandemwork.agents.AgentResult;
import dev.tandemwork.agents.Assignment;
import dev.tandemwork.agents.Briefing;
import dev.tandemwork.agents.Invocation;
import dev.tandemwork.agents.output.AgentOutput;
import dev.tandemwork.budget.Money;
import dev.tandemwork.local.process.Command;
import dev.tandemwork.local.process.LaunchedProcess;
import dev.tandemwork.task.AgentSpec;
import dev.tandemwork.task.Limits;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs an agent on a workspace, to its end. */
final class AgentRun {
    private static final Set<Kind> UNEXPLAINED = Set.of(Kind.NO_RESULT, Kind.AGENT_ERROR);

    private final AttemptContext context;
    private final Workspace workspace;
    private final AgentSpec spec;

    AgentRun(AttemptContext context, Workspace workspace) {
        this.context = context;
        this.workspace = workspace;
        this.spec = workspace.task().agent();
    }

    AgentResult run() throws IOException {
        Agent agent = context.settings().agents().find(spec);
        Assignment assignment = assignment();
        Invocation invocation = agent.invoke(assignment);
        writeHome(invocation.homeFiles());
        AgentOutput listener = AgentOutput.of(spec.name(), agent.read(assignment), context.voice());
        LaunchedProcess launched = context.launch(command(invocation));
        context.folder().process().write(launched.root());
        RunEnd end = CommandRun.watch(launched, watch(), context.stop(), listener);
        return judge(end, listener.end(end.exitCode()), listener.sawFullDisk());
    }

    private Assignment assignment() throws IOException {
        WorkerRecord record = context.record();
        boolean newSession = record.session().isEmpty();
        String prompt = Briefing.of(record.spec().attempt(), newSession, workspace.conflicts());
        Files.writeString(context.folder().prompt(), prompt);
        String home = Workspace.home(workspace.space()).toString();
        return new Assignment(spec, prompt, record.session(), record.spentBefore(), home, Optional.of(money()));
    }

    private Money money() {
        Money limit = workspace.task().limits().budget();
        Money left = limit.minus(context.record().spec().attempt().spentBefore().cost());
        if (left.equals(Money.ZERO)) {
            throw Failures.of(
                    Kind.BUDGET,
                    "task [" + workspace.task().id() + "] has used its budget of " + limit
                            + "; expected some to be left for another attempt; raise the limit budget");
        }
        return left;
    }

    private void writeHome(Map<String, String> files) throws IOException {
        Path home = Workspace.home(workspace.space());
        for (Map.Entry<String, String> entry : files.entrySet()) {
            Path file = home.resolve(entry.getKey()).normalize();
            if (!file.startsWith(home)) {
                throw Failures.of(
                        Kind.AGENT_UNAVAILABLE,
                        "agent [" + spec.name() + "] wants to write [" + entry.getKey()
                                + "]; expected a path below its home");
            }
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
        }
    }

    private Command command(Invocation invocation) {
        Map<String, String> variables =
                context.environment().agent(context.folder().prompt(), context.secrets(), invocation.environment());
        Command command = new Command(invocation.command(), variables, Workspace.clone(workspace.space()));
        if (command.program().isEmpty()) {
            throw Failures.of(
                    Kind.AGENT_UNAVAILABLE, missing(invocation.command().get(0)));
        }
        return command;
    }

    private String missing(String program) {
        String place = program.startsWith("/")
                ? "expected a file that can be run; install it"
                : program.contains("/")
                        ? "expected a file of the repository that can be run; commit it, or name it by its whole path"
                        : "expected it on the PATH; install it";
        return "agent [" + spec.name() + "] needs the program [" + program + "], which is not found; " + place;
    }

    private Watch watch() {
        Limits limits = workspace.task().limits();
        return new Watch(
                limits.idleTime(),
                context.settings().linger(),
                context.settings().grace());
    }

    private AgentResult judge(RunEnd end, AgentResult told, boolean fullDisk) {
        if (end.cause() == RunEnd.Cause.STOPPED) {
            return failed(context.stop().reason().join(), told);
        }
        if (end.cause() == RunEnd.Cause.IDLE) {
            return failed(idle(), told);
        }
        return told.fold(finished -> finished, failed -> explain(failed, end, fullDisk));
    }

    private AgentResult explain(AgentResult.Failed told, RunEnd end, boolean fullDisk) {
        if (end.outOfMemory()) {
            return failed(
                    WorkerFailure.of(
                            Kind.OUT_OF_MEMORY,
                            "agent [" + spec.name() + "] ran out of memory; expected at most "
                                    + workspace.task().limits().memoryBytes() + " bytes; raise the limit memoryBytes"),
                    told);
        }
        if (fullDisk && UNEXPLAINED.contains(told.failure().kind())) {
            return failed(
                    WorkerFailure.of(
                            Kind.DISK_FULL,
                            "agent [" + spec.name() + "] found no space left on the disk; free some: "
                                    + told.failure().message()),
                    told);
        }
        return told;
    }

    private WorkerFailure idle() {
        return WorkerFailure.of(
                Kind.IDLE,
                "agent [" + spec.name() + "] was silent for more than "
                        + workspace.task().limits().idleTime()
                        + " and was ended; raise the limit idleTime if that is its way");
    }

    private static AgentResult failed(WorkerFailure why, AgentResult told) {
        return new AgentResult.Failed(why, told.session(), told.usage());
    }
}
