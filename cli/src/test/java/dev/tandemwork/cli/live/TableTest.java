package dev.tandemwork.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandemwork.budget.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TableTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = BEGAN.plusSeconds(65);
    private static final Hints HINTS = new Hints("r1", "");

    private final TaskView api = task("api", Phase.DEVELOPS, "[Bash] mvn test");
    private final TaskView docs = task("docs", Phase.ASKS, "stuck");

    @Test
    void lines_showEveryTask_andTheCommandsThatAnswer() {
        QuestionView question =
                new QuestionView("/task[docs]/landing#1/stuck", "docs", "Task [docs] can't go on.", "stuck");

        assertThat(draw(board(List.of(api, docs), List.of(question)), 80, 24))
                .containsExactly(
                        "Shop  run r1, 0 of 2 landed, 1m05s, $0.50",
                        "",
                        "TASK PHASE     TRY    TIME     COST  LAST",
                        "api  develop     1   1m05s    $0.25  #7 [Bash] mvn test",
                        "docs asks        1   1m05s    $0.25  #7 stuck",
                        "",
                        "Task [docs] can't go on.",
                        "  tandemwork answer r1 docs try-again \"ADVICE\"",
                        "  tandemwork answer r1 docs give-up \"REASON\"");
    }

    @Test
    void lines_fitEveryWidthAndHeight() {
        QuestionView question = new QuestionView("/q", "docs", "a long question ".repeat(20), "approve");
        BoardView board =
                board(List.of(api, docs, task("\u65e5\u672c", Phase.LANDED, "\u65e5".repeat(90))), List.of(question));
        for (int columns = 1; columns < 120; columns++) {
            for (int rows = 1; rows < 15; rows++) {
                assertThat(draw(board, columns, rows)).hasSizeLessThanOrEqualTo(rows);
                int most = columns;
                assertThat(draw(board, columns, rows)).allMatch(line -> Printable.width(line) <= most);
            }
        }
    }

    @Test
    void tasksThatDoNotFit_areCounted_andThoseThatAskStay() {
        List<TaskView> many = IntStream.range(0, 30)
                .mapToObj(i -> task("t" + i, i == 29 ? Phase.ASKS : Phase.LANDED, ""))
                .toList();

        List<String> lines = draw(board(many, List.of()), 80, 10);

        assertThat(lines)
                .hasSize(10)
                .anyMatch(line -> line.startsWith("t29"))
                .last()
                .isEqualTo("... and 24 more");
    }

    @Test
    void colours_changeNothingButColours() {
        BoardView board = board(List.of(api, docs), List.of());
        List<String> coloured = Table.draw(board, NOW, new Table.Frame(60, 24, Palette.COLOURED, HINTS));

        assertThat(coloured).anyMatch(line -> line.contains("\u001b["));
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
                .containsExactlyElementsOf(draw(board, 60, 24));
    }

    @Test
    void escapes_areMadeVisible() {
        assertThat(Printable.line("a\u001b[2Jb\rc\u202ed\u0007")).isEqualTo("a\\u001b[2Jb c\\u202ed\\u0007");
    }

    @Test
    void wait_isShown_withItsReason_andHowLongItIs() {
        TaskView waiting = task("api", Phase.QUEUED, "waits for memory, first in line");

        assertThat(draw(board(List.of(waiting), List.of()), 120, 10))
                .anySatisfy(
                        line -> assertThat(line).contains("queued", "waits for memory, first in line, 1m35s so far"));
    }

    @Test
    void size_isReadFromStty() {
        assertThat(TerminalSize.parse("50 132\n")).contains(new TerminalSize(50, 132));
        assertThat(TerminalSize.parse("0 0\n")).isEmpty();
        assertThat(TerminalSize.parse("stty: no terminal")).isEmpty();
    }

    private static List<String> draw(BoardView board, int columns, int rows) {
        return Table.draw(board, NOW, new Table.Frame(columns, rows, Palette.PLAIN, HINTS));
    }

    private static BoardView board(List<TaskView> tasks, List<QuestionView> questions) {
        return new BoardView(
                "r1", "Shop", Optional.of(BEGAN), Optional.empty(), "running", tasks, questions, Money.usd(0.5));
    }

    private static TaskView task(String id, Phase phase, String note) {
        return new TaskView(
                id,
                "Title",
                phase,
                1,
                Optional.of(BEGAN),
                Optional.empty(),
                Money.usd(0.25),
                note,
                phase == Phase.QUEUED ? Optional.of(NOW.minusSeconds(95)) : Optional.empty(),
                Optional.of("#7"),
                Optional.empty());
    }
}
