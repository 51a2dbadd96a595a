package dev.tandemwork.cli.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Draws a board as lines that fit a terminal. A pure function of what it is given. */
public final class Table {
    private static final int LONGEST_ID = 28;
    private static final int PHASE = 9;
    private static final int NARROW = 60;
    private static final int PROMPT_LINES = 4;

    private final BoardView board;
    private final Instant now;
    private final Frame frame;

    /**
     * What is drawn on.
     *
     * @param columns how wide a line may be
     * @param rows how many lines there may be
     * @param palette the colours
     * @param hints the commands to show
     */
    public record Frame(int columns, int rows, Palette palette, Hints hints) {}

    private Table(BoardView board, Instant now, Frame frame) {
        this.board = board;
        this.now = now;
        this.frame = frame;
    }

    /** Returns the lines; none is wider than the frame, and there are no more than fit it. */
    public static List<String> draw(BoardView board, Instant now, Frame frame) {
        return new Table(board, now, frame).draw();
    }

    private List<String> draw() {
        List<String> questions = questions();
        int left = Math.max(1, frame.rows() - 3 - questions.size());
        List<String> lines = new ArrayList<>();
        lines.add(bold(heading()));
        lines.add("");
        lines.add(dim(row("TASK", pad("PHASE"), "TRY", "TIME", "COST", "LAST")));
        lines.addAll(rows(left));
        lines.addAll(questions);
        return lines.size() <= frame.rows() ? lines : lines.subList(0, Math.max(1, frame.rows()));
    }

    private String heading() {
        String time = board.began()
                .map(begin -> Elapsed.of(Duration.between(begin, board.ended().orElse(now))))
                .orElse("0s");
        return board.title() + "  run " + board.run() + ", " + board.count(Phase.LANDED) + " of "
                + board.tasks().size() + " landed, " + time + ", " + board.cost();
    }

    private List<String> rows(int most) {
        if (board.tasks().size() <= most) {
            return board.tasks().stream().map(this::row).toList();
        }
        List<TaskView> first = board.tasks().stream()
                .sorted(Comparator.comparingInt(Table::rank))
                .limit(Math.max(0, most - 1))
                .toList();
        Stream<String> shown = board.tasks().stream().filter(first::contains).map(this::row);
        int rest = board.tasks().size() - first.size();
        return Stream.concat(shown, Stream.of(dim("... and " + rest + " more"))).toList();
    }

    /** What asks for a person comes first, what has ended last. */
    private static int rank(TaskView task) {
        return switch (task.phase().kind()) {
            case ASKING -> 0;
            case BUSY -> 1;
            case BAD -> 2;
            case IDLE -> 3;
            case GOOD -> 4;
        };
    }

    private String row(TaskView task) {
        String phase =
                frame.palette().paint(task.phase().kind(), pad(task.phase().word()));
        String time = task.elapsed(now).map(Elapsed::of).orElse("");
        String attempts = task.attempts() == 0 ? "" : String.valueOf(task.attempts());
        String cost = task.began().isEmpty() ? "" : task.cost().toString();
        return row(task.id(), phase, attempts, time, cost, last(task));
    }

    private String last(TaskView task) {
        return task.pullRequest().map(number -> number + " ").orElse("") + task.note(now);
    }

    /** The phase is painted, and so is clipped before; all else is cut here. */
    private String row(String id, String phase, String attempts, String time, String cost, String last) {
        int most = frame.columns();
        int idWidth = Math.min(longestId(), Math.max(4, most - PHASE - 1));
        if (most < idWidth + 1 + PHASE) {
            return Printable.clip(id, most);
        }
        String start = Printable.pad(id, idWidth) + " ";
        String figures =
                most < NARROW ? String.format(" %7s", time) : String.format(" %3s %7s %8s", attempts, time, cost);
        int rest = most - idWidth - 1 - PHASE;
        return start + phase + Printable.clip(figures + "  " + last, rest);
    }

    private int longestId() {
        int longest = board.tasks().stream()
                .mapToInt(task -> task.id().length())
                .max()
                .orElse(4);
        return Math.max(4, Math.min(LONGEST_ID, longest));
    }

    private static String pad(String phase) {
        return Printable.pad(phase, PHASE);
    }

    private List<String> questions() {
        return board.questions().stream().flatMap(this::question).toList();
    }

    private Stream<String> question(QuestionView question) {
        int width = Math.max(8, frame.columns());
        Stream<String> prompt =
                Printable.wrap(question.prompt(), width, PROMPT_LINES).stream().map(this::bold);
        Stream<String> answers = frame.hints().answers(question).stream().map(answer -> clip("  " + answer));
        return Stream.concat(Stream.of(""), Stream.concat(prompt, answers));
    }

    private String clip(String text) {
        return Printable.clip(text, frame.columns());
    }

    private String bold(String text) {
        return frame.palette().bold(clip(text));
    }

    private String dim(String text) {
        return frame.palette().dim(clip(text));
    }
}
