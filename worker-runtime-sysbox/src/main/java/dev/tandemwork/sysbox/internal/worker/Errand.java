package dev.tandemwork.sysbox.internal.worker;

import dev.tandemwork.agents.Agent;
import dev.tandemwork.agents.AgentResult;
import dev.tandemwork.agents.Assignment;
import dev.tandemwork.agents.Briefing;
import dev.tandemwork.agents.Invocation;
import dev.tandemwork.agents.file.JsonFile;
import dev.tandemwork.agents.output.AgentOutput;
import dev.tandemwork.agents.output.Redactor;
import dev.tandemwork.budget.Money;
import dev.tandemwork.delivery.ProposeNode;
import dev.tandemwork.scm.Change;
import dev.tandemwork.sysbox.internal.docker.DockerException;
import dev.tandemwork.sysbox.internal.protocol.ClaimArchive;
import dev.tandemwork.sysbox.internal.protocol.Job;
import dev.tandemwork.sysbox.internal.protocol.Judgement;
import dev.tandemwork.task.Setup;
import dev.tandemwork.task.Task;
import dev.tandemwork.worker.Attempt;
import dev.tandemwork.worker.Feedback;
import dev.tandemwork.worker.SessionId;
import dev.tandemwork.worker.WorkerException;
import dev.tandemwork.worker.WorkerFailure;
import dev.tandemwork.worker.WorkerFailure.Kind;
import dev.tandemwork.worker.WorkerId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a container is sent to do: the agent's start, and all that is around it. */
final class Errand {
    static final String HOME = "/home/agent";
    private static final String AUTHOR = "tandemwork agent";
    private static final String MAIL = "agent@tandemwork.invalid";
    private static final long SLACK_SECONDS = 60;

    private final AttemptContext context;
    private final Task task;
    private final Agent agent;
    private final Assignment assignment;

    private Errand(AttemptContext context) {
        this.context = context;
        this.task = context.task();
        this.agent = context.settings().agents().find(task.agent());
        this.assignment = assignment();
    }

    /**
     * Returns what is to be done in {@code context}.
     *
     * @throws WorkerException if the agent is not known, or the task's budget is used up
     */
    static Errand of(AttemptContext context) {
        return new Errand(context);
    }

    AgentOutput reader() {
        return AgentOutput.of(task.agent().name(), agent.read(assignment), context.voice());
    }

    /** Returns the tar that the container is claimed with. */
    byte[] claim() {
        Invocation invocation = agent.invoke(assignment);
        Map<String, String> home = new HashMap<>(restored());
        home.putAll(invocation.homeFiles());
        return ClaimArchive.of(job(invocation), context.secrets(), home);
    }

    private Map<String, String> restored() {
        SandboxRecord record = context.record();
        return record.spec()
                .attempt()
                .previous()
                .filter(left -> record.session().isPresent() && !record.inherited())
                .flatMap(left -> conversation(left.worker()).read())
                .map(Conversation::files)
                .orElse(Map.of());
    }

    private JsonFile<Conversation> conversation(WorkerId of) {
        return context.settings().root().folder(of).conversation();
    }

    /** Returns what the container is told of an agent that has ended so. */
    Judgement judgement(AgentResult result) {
        return result.fold(
                finished -> new Judgement(true, pullRequest(finished.summary())), failed -> new Judgement(false, null));
    }

    private Judgement.@Nullable PullRequest pullRequest(String summary) {
        return context.settings().opensPullRequests()
                ? new Judgement.PullRequest(task.title(), ProposeNode.body(task, summary))
                : null;
    }

    /** Keeps the conversation, if its agent can go on with it in another home. One that can't be kept is begun anew there. */
    void keepConversation(SessionId session, String container, Redactor redactor) {
        List<String> folders = agent.conversationFolders();
        if (folders.isEmpty()) {
            return;
        }
        try {
            Conversation found = Conversation.in(context.sandboxes().host(), container, folders, redactor);
            if (found.holds(session)) {
                context.folder().conversation().write(found);
            }
        } catch (DockerException | IOException e) {
            context.voice().line("conversation can't be kept for another sandbox: " + e.getMessage(), 0);
        }
    }

    private Assignment assignment() {
        SandboxRecord record = context.record();
        Attempt attempt = record.spec().attempt();
        String prompt = Briefing.of(attempt, record.session().isEmpty(), List.of());
        return new Assignment(
                task.agent(), prompt, record.session(), record.spentBefore(), HOME, Optional.of(money(attempt)));
    }

    private Money money(Attempt attempt) {
        Money limit = task.limits().budget();
        Money left = limit.minus(attempt.spentBefore().cost());
        if (left.equals(Money.ZERO)) {
            throw WorkerException.of(WorkerFailure.of(
                    Kind.BUDGET,
                    "task [" + task.id() + "] has used its budget of " + limit
                            + "; expected some to be left for another attempt; raise the limit budget"));
        }
        return left;
    }

    private Job job(Invocation invocation) {
        Attempt attempt = context.record().spec().attempt();
        Optional<Settings.GitCredential> git = context.settings().git();
        return new Job(
                Job.VERSION,
                context.record().spec().id().value(),
                task.repository(),
                task.baseBranch(),
                task.branch(),
                attempt.previous()
                        .flatMap(Attempt.Previous::change)
                        .map(Change::head)
                        .map(head -> head.hex())
                        .orElse(null),
                attempt.feedback()
                        .filter(why -> why.kind() == Feedback.Kind.CONFLICT)
                        .isPresent(),
                task.title(),
                AUTHOR,
                MAIL,
                git.map(Settings.GitCredential::secret).orElse(null),
                git.map(Settings.GitCredential::user).orElse(null),
                task.setup().map(Setup::command).orElse(null),
                task.setup().map(Setup::timeout).map(Errand::seconds).orElse(0L),
                agent(invocation),
                checks(),
                context.settings().times().grace().toSeconds());
    }

    private Job.AgentJob agent(Invocation invocation) {
        Map<String, String> variables = new HashMap<>(context.record().spec().environment());
        variables.putAll(invocation.environment());
        return new Job.AgentJob(
                invocation.command(),
                variables,
                context.record().spec().secrets(),
                task.limits().attemptTime().toSeconds() + SLACK_SECONDS);
    }

    private List<Job.CheckJob> checks() {
        return task.checks().stream()
                .map(check -> new Job.CheckJob(check.name(), check.command(), seconds(check.timeout())))
                .toList();
    }

    /** To the image, none is no limit. */
    private static long seconds(Duration limit) {
        return Math.max(1, limit.toSeconds());
    }
}
