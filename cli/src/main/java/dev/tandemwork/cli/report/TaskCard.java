package dev.tandemwork.cli.report;

import dev.tandemwork.budget.Money;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.review.Finding;
import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.Check;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that is told of one task.
 *
 * @param story what became of it
 * @param diff its change
 */
record TaskCard(TaskStory story, Optional<DiffBlock> diff) {
    Element draw() {
        String id = story.task().id();
        Element card = Element.of("article", "card").with("id", "task-" + id);
        card.add(heading(id));
        card.add(facts());
        story.rounds().forEach(round -> card.add(round(round)));
        if (!story.talk().isEmpty()) {
            card.add(talk());
        }
        if (!story.failures().isEmpty()) {
            card.add(Element.of("div", "failures").add("h4", "", "Failures").add(tree(story.failures())));
        }
        diff.ifPresent(block -> card.add(block.draw()));
        return card;
    }

    private Element heading(String id) {
        return Element.of("header")
                .add(Element.of("h3").text(story.task().title()).add("span", "id", id))
                .add("span", "pill " + story.state().style(), story.state().words());
    }

    private Element facts() {
        Element facts = Element.of("dl", "facts");
        fact(facts, "Attempts", Integer.toString(story.rounds().size()));
        fact(facts, "Cost", story.usage().cost().toString());
        story.change().flatMap(Change::pullRequest).ifPresent(ref -> fact(facts, "Pull request", ref.toString()));
        story.landed().ifPresent(end -> fact(facts, "Merged as", shortened(end.commit())));
        story.change().ifPresent(change -> fact(facts, "Reviewed head", shortened(change.head())));
        if (!story.task().dependsOn().isEmpty()) {
            fact(facts, "After", String.join(", ", story.task().dependsOn()));
        }
        if (!story.task().checks().isEmpty()) {
            fact(
                    facts,
                    "Checks",
                    String.join(
                            ", ",
                            story.task().checks().stream().map(Check::name).toList()));
        }
        return facts;
    }

    private static String shortened(CommitId commit) {
        return commit.abbreviated();
    }

    private static void fact(Element facts, String name, String value) {
        facts.add(Element.of("div")
                .add(Element.of("dt").text(name))
                .add(Element.of("dd").text(value)));
    }

    private static Element round(Round round) {
        Element section = Element.of("section", "round");
        section.add(Element.of("h4").text("Attempt " + round.number()).add("span", "verdict", round.verdict()));
        if (!round.summary().isBlank()) {
            section.add("p", "said", round.summary());
        }
        section.add("p", "note", note(round));
        if (!round.findings().isEmpty()) {
            section.add(Element.of("ul", "findings")
                    .add(round.findings().stream().map(TaskCard::finding).toList()));
        }
        return section;
    }

    private Element talk() {
        Element list = Element.of("ul", "talk");
        for (Mark mark : story.talk()) {
            list.add(Element.of("li").add(Timeline.glyph(mark.kind())).add("span", "", mark.text()));
        }
        return list;
    }

    private static String note(Round round) {
        String cost = round.usage().cost().equals(Money.ZERO)
                ? ""
                : ", " + round.usage().cost();
        String reviews = round.reviews().isEmpty() ? "" : ". Review: " + String.join(", ", round.reviews());
        String after = round.after().isBlank() ? "" : ". Begun because: " + round.after();
        String worked = round.took().isZero() ? "No result" : "Worked for " + Words.of(round.took());
        return worked + cost + reviews + after;
    }

    private static Element finding(Finding finding) {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        Element item = Element.of("li")
                .add("span", "severity " + severity, severity)
                .add("strong", "", finding.title())
                .add("span", "place", finding.anchor().describe());
        item.add(Element.of("details")
                .add(Element.of("summary").text("What was seen"))
                .add(Element.of("pre").text(finding.detail())));
        return finding.fixHint().isBlank() ? item : item.add("p", "note", finding.fixHint());
    }

    static Element tree(List<Failure> failures) {
        Element list = Element.of("ul", "tree");
        for (Failure failure : failures) {
            String reason = failure.reason().name().toLowerCase(Locale.ROOT);
            Element item = Element.of("li")
                    .add("strong", "", reason)
                    .add("code", "", failure.path())
                    .add("p", "", failure.message());
            list.add(failure.causes().isEmpty() ? item : item.add(tree(failure.causes())));
        }
        return list;
    }
}
