package dev.tandemwork.cli;

import dev.tandemwork.cli.control.ControlServer;
import dev.tandemwork.cli.live.Board;
import dev.tandemwork.cli.live.BoardView;
import dev.tandemwork.cli.live.Hints;
import dev.tandemwork.delivery.Approval;
import dev.tandemwork.delivery.Guidance;
import dev.tandemwork.delivery.Report;
import dev.tandemwork.engine.Outcome;
import dev.tandemwork.engine.Question;
import dev.tandemwork.engine.Run;
import dev.tandemwork.engine.RunOptions;
import dev.tandemwork.event.JournalEntry;
import dev.tandemwork.journal.RunId;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Takes a run to where it stops, in front of a person or a program, and lets other processes talk to it meanwhile. */
final class Conductor {
    private static final Duration LAST_LINES = Duration.ofSeconds(5);
    private static final String NO_SANDBOX =
            "workers are processes of this user, without a sandbox: they can do what you can do";

    private final Session session;
    private final RunId id;
    private final Hints hints;
    private final Board board;
    private final Presentation presentation;

    private Conductor(Session session, Hints hints, Look look) {
        this.session = session;
        this.id = RunId.of(hints.run());
        this.hints = hints;
        this.board = Board.of(hints.run(), Clock.systemUTC());
        this.presentation = look.presentation(board, hints);
    }

    /**
     * How a run is shown.
     *
     * @param out where to
     */
    record Look(OutputOptions options, PrintStream out) {
        Presentation presentation(Board board, Hints hints) {
            if (options.isJson()) {
                return new JsonPresentation(board, out);
            }
            return options.isLive()
                    ? new TablePresentation(board, out, options.palette(), hints)
                    : new LinePresentation(board, out, hints);
        }
    }

    static Conductor of(Session session, Hints hints, Look look) {
        return new Conductor(session, hints, look);
    }

    /**
     * Starts or resumes the run, and returns when it has ended or is parked.
     *
     * @param begin starts the run by options
     * @param first done as soon as it runs
     */
    ExitCode conduct(Function<RunOptions, Run<Report>> begin, First first) throws InterruptedException {
        try (RunLogs logs = RunLogs.in(session.state().logs(id), Clock.systemUTC(), RunLogs.MOST_BYTES)) {
            Seen shown = new Seen(presentation.listener());
            Seen logged = new Seen(logs);
            RunOptions options = RunOptions.id(id.value()).withListener(shown).withListener(logged);
            Outcome<Report> outcome = run(begin.apply(options), first);
            long last = session.entries(id).size() - 1L;
            shown.await(last, LAST_LINES);
            logged.await(last, LAST_LINES);
            return end(outcome);
        } finally {
            presentation.close();
        }
    }

    private Outcome<Report> run(Run<Report> started, First first) throws InterruptedException {
        try (Run<Report> run = started) {
            presentation.begin();
            presentation.notice(
                    session.settings().runtime().isSysbox()
                            ? Sandboxing.of(System.getenv()).notice()
                            : NO_SANDBOX);
            new Interruptions(run, presentation::notice, presentation::close).install();
            return controlled(run, first);
        }
    }

    /** A person may answer while this process is about to leave; then it stays. */
    private Outcome<Report> controlled(Run<Report> run, First first) throws InterruptedException {
        Outcome<Report> outcome;
        First next = first;
        do {
            ControlServer server = ControlServer.open(session.state().run(id), new RunControl(run, board));
            try {
                next.accept(run);
                outcome = await(run);
            } finally {
                server.close();
            }
            next = First.NOTHING;
        } while (outcome instanceof Outcome.Parked<Report> parked
                && !parked.questions().equals(run.questions()));
        return outcome;
    }

    private Outcome<Report> await(Run<Report> run) throws InterruptedException {
        Outcome<Report> outcome = run.await();
        while (session.settings().giveUp()
                && outcome instanceof Outcome.Parked<Report> parked
                && !parked.questions().isEmpty()) {
            parked.questions().forEach(question -> giveUp(run, question));
            outcome = run.await();
        }
        return outcome;
    }

    private static void giveUp(Run<Report> run, Question question) {
        Object answer = question.answerType().equals(Approval.class)
                ? Approval.REFUSE
                : new Guidance.GiveUp("it needs a person, and was run with --give-up: " + question.prompt());
        run.answer(question.path(), answer, "--give-up");
    }

    private ExitCode end(Outcome<Report> outcome) {
        List<JournalEntry> entries = session.entries(id);
        BoardView view = Board.of(id.value(), entries, Clock.systemUTC()).view();
        Ending ending = Ending.of(outcome, view, hints)
                .withReport(ReportFile.write(
                        session.store(), id, session.scm(), session.state().reports(id)));
        presentation.close();
        presentation.end(view, ending);
        return ending.exit();
    }

    /** Something to do with a run as soon as it runs. */
    @FunctionalInterface
    interface First {
        /** Does nothing. */
        First NOTHING = run -> {};

        void accept(Run<Report> run) throws InterruptedException;
    }
}
