package dev.tandemwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.cli.live.QuestionView;
import dev.tandemwork.engine.Run;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.journal.RunId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code answer}. */
@Command(
        name = "answer",
        mixinStandardHelpOptions = true,
        description = {
            "Answers a question of a run.",
            "The process that is at the run goes on at once; if there is none, this one does."
        })
final class AnswerCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(20);

    @Mixin
    private RunParameter run = new RunParameter();

    @Parameters(index = "1", paramLabel = "QUESTION", description = "The task that waits, or the question's path.")
    private String question = "";

    @Parameters(
            index = "2..*",
            arity = "1..*",
            paramLabel = "ANSWER",
            description = "try-again \"ADVICE\", give-up \"REASON\", land or refuse.")
    private List<String> words = List.of();

    @Option(names = "--json", description = "The answer is JSON, for questions of graphs of your own.")
    private boolean json;

    @Option(names = "--by", paramLabel = "NAME", description = "Who answers; the default is your user name.")
    private String by = System.getProperty("user.name", "someone");

    @Mixin
    private StateOption state = new StateOption();

    @Mixin
    private WorkOptions work = new WorkOptions();

    @Spec
    private @Nullable CommandSpec spec;

    AnswerCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        RunId id = run.in(state.folder());
        PrintWriter out = Text.out(spec);
        Standing standing = Standing.of(state.folder(), id);
        QuestionView asked = find(standing);
        JsonNode answer = json ? Answer.json(String.join(" ", words)) : Answer.read(words, asked);
        NodePath path = NodePath.parse(asked.path());
        if (standing.client().isPresent()) {
            standing.client().get().answer(path, answer, by);
            out.println("answered; the process at run [" + id + "] goes on");
            return ExitCode.DONE.code();
        }
        out.println("no process is at run [" + id + "]; this one goes on with it");
        out.flush();
        return new Launch(state, work, new OutputOptions())
                .resume(id, resumed -> answer(resumed, path, answer))
                .code();
    }

    private QuestionView find(Standing standing) {
        List<QuestionView> open = standing.board().questions();
        return open.stream()
                .filter(one -> one.path().equals(question) || one.task().equals(question))
                .findFirst()
                .orElseThrow(() -> CommandException.wrong("question [" + question + "] is not open in run ["
                        + standing.board().run() + "]; expected "
                        + (open.isEmpty()
                                ? "none, for it waits for no answer"
                                : "one of "
                                        + open.stream().map(QuestionView::task).toList())));
    }

    /** The run asks again when it has come to where it was. */
    private void answer(Run<?> resumed, NodePath path, JsonNode answer) throws InterruptedException {
        boolean isThere = isOpen(resumed, path);
        while (!isThere) {
            boolean rests = resumed.await(LOOK).isPresent();
            isThere = isOpen(resumed, path);
            if (rests && !isThere) {
                throw CommandException.wrong("question [" + path + "] is not open any more; expected it to be; look at "
                        + "the run with show");
            }
        }
        resumed.answerJson(path, answer.toString(), by);
    }

    private static boolean isOpen(Run<?> resumed, NodePath path) {
        return resumed.questions().stream().anyMatch(open -> open.path().equals(path));
    }
}
