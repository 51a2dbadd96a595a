package dev.tandemwork.review.llm.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandemwork.review.llm.change.ChangeSet;
import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code -Dtandemwork.changes=10000} sets how many random changes are planned. */
final class PlannerTest {
    private static final int CHANGES = Integer.getInteger("tandemwork.changes", 1000);
    private static final TokenEstimator ESTIMATOR = TokenEstimator.cautious();

    @Test
    void everyChangedLine_isInOneChunk_orExcluded_andEveryChunkFits() {
        int planned = 0;
        int divided = 0;
        int excluded = 0;
        for (int seed = 0; seed < CHANGES; seed++) {
            Random random = new Random(seed);
            ChangeSet changes = new RandomChanges(seed).changes();
            PlanLimits limits = new PlanLimits(50 + random.nextInt(random.nextBoolean() ? 200 : 3000), 10_000);
            ExclusionRules rules = ExclusionRules.parse(random.nextInt(3) == 0 ? "folder1\nfolder2/**\n" : "");
            Planning planning = Planner.of(ESTIMATOR, limits, rules).plan(changes);
            if (planning instanceof Planning.Planned found) {
                assertExact(seed, changes, found.plan(), limits);
                planned++;
                divided += found.plan().chunks().size() > 1 ? 1 : 0;
                excluded += found.plan().exclusions().isEmpty() ? 0 : 1;
            } else {
                assertThat(longestLine(changes)).as("seed " + seed).isGreaterThan(limits.chunkTokens() - 40);
            }
        }
        System.out.printf(
                "%,d random changes: %,d planned, %,d of them in several chunks, %,d with exclusions; every line once%n",
                CHANGES, planned, divided, excluded);
        assertThat(List.of(planned, divided, excluded)).allMatch(count -> count > CHANGES / 10);
    }

    private static void assertExact(int seed, ChangeSet changes, ReviewPlan plan, PlanLimits limits) {
        List<String> covered = new ArrayList<>();
        for (Chunk chunk : plan.chunks()) {
            assertThat(ESTIMATOR.estimate(chunk.text())).as("seed " + seed).isLessThanOrEqualTo(limits.chunkTokens());
            chunk.pieces()
                    .forEach(
                            piece -> names(piece.file(), piece.lines().stream()).forEach(covered::add));
        }
        plan.exclusions()
                .forEach(exclusion ->
                        names(exclusion.file(), exclusion.file().lines()).forEach(covered::add));
        List<String> all = changes.files().stream()
                .flatMap(file -> names(file, file.lines()))
                .toList();
        assertThat(covered)
                .as("seed " + seed)
                .doesNotHaveDuplicates()
                .hasSameSizeAs(all)
                .hasSameElementsAs(all);
        assertThat(Stream.concat(
                                plan.chunks().stream()
                                        .flatMap(chunk -> chunk.pieces().stream())
                                        .map(Piece::file),
                                plan.exclusions().stream().map(Exclusion::file))
                        .distinct())
                .as("seed " + seed)
                .hasSameElementsAs(changes.files());
    }

    private static Stream<String> names(FileChange file, Stream<DiffLine> lines) {
        return lines.filter(DiffLine::isChanged)
                .map(line -> file.path() + line.kind().sign() + line.before() + "," + line.after());
    }

    private static int longestLine(ChangeSet changes) {
        return changes.files().stream()
                .flatMap(FileChange::lines)
                .mapToInt(line -> ESTIMATOR.estimate(PieceText.line(line)))
                .max()
                .orElse(0);
    }

    @Test
    void theSameChange_hasTheSamePlan() {
        Planner planner = Planner.of(ESTIMATOR, new PlanLimits(500, 1000), ExclusionRules.parse(""));

        assertThat(planner.plan(new RandomChanges(7).changes(9, 100)))
                .isEqualTo(planner.plan(new RandomChanges(7).changes(9, 100)));
    }

    @Test
    void tooManyChunks_areNoPlan() {
        Planner planner = Planner.of(ESTIMATOR, new PlanLimits(300, 2), ExclusionRules.parse(""));

        Planning planning = planner.plan(new RandomChanges(7).changes(20, 100));

        assertThat(planning).isInstanceOf(Planning.TooLarge.class);
        assertThat(((Planning.TooLarge) planning).detail())
                .matches("the change takes \\d+ chunks of 300 tokens; expected 2 at most; divide the change");
    }

    @Test
    void aLine_thatIsLargerThanAChunk_isNoPlan() {
        Planner planner =
                Planner.of(text -> text.contains("long") ? 1000 : 1, new PlanLimits(100, 99), ExclusionRules.parse(""));
        ChangeSet changes = new RandomChanges(3).changes(20, 400);

        assertThat(planner.plan(changes).<Object>fold(Planning.Planned::plan, Planning.TooLarge::detail))
                .asString()
                .endsWith(
                        "has a line that does not fit into a chunk of 100 tokens; expected shorter lines, or a larger chunk");
    }

    @Test
    void ledger_refusesAChunkTwice_andKnowsWhatIsOpen() {
        ChangeSet changes = new RandomChanges(7).changes(9, 100);
        ReviewPlan plan = ((Planning.Planned) Planner.of(ESTIMATOR, new PlanLimits(500, 1000), ExclusionRules.parse(""))
                        .plan(changes))
                .plan();
        CoverageLedger first = CoverageLedger.of(changes).without(plan.chunks().get(0));

        assertThat(first.isComplete()).isFalse();
        assertThatThrownBy(() -> first.without(plan.chunks().get(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is not open; expected a line of this change that was not looked at before");
        assertThat(CoverageLedger.of(changes).without(plan).open()).isEmpty();
    }

    @Test
    void aFile_thatMovesToAnExcludedPlace_isLookedAt() {
        ExclusionRules rules = ExclusionRules.parse("# generated\nfolder1/** # by protoc\n");

        for (FileChange file : new RandomChanges(5).changes(200, 2).files()) {
            boolean both = Stream.of(file.before(), file.after())
                    .allMatch(state -> !state.isPresent() || state.path().startsWith("folder1/"));
            assertThat(rules.ruleFor(file).map(ExclusionRules.Rule::describe).orElse("none"))
                    .isEqualTo(both ? ".tandemwork/review-exclude:2" : "none");
        }
    }

    @Test
    void text_showsSides_numbers_andWhatIsHidden() {
        Chunk chunk = ((Planning.Planned) Planner.of(ESTIMATOR, PlanLimits.usual(), ExclusionRules.parse(""))
                        .plan(new RandomChanges(11).changes(3, 40)))
                .plan()
                .chunks()
                .get(0);

        assertThat(chunk.text())
                .containsPattern("(?m)^File folder\\d/file\\d \\(")
                .containsPattern("(?m)^R \\d+ \\+\\|")
                .containsPattern("(?m)^L \\d+ -\\|")
                .contains("<U+202E>evil")
                .doesNotContain("\u202E");
    }
}
