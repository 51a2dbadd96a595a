package dev.tandemwork.cli.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws the way that a task has taken through its graph: a dot for each step, and a sign where something happened. */
final class StepChain {
    private static final int APART = 17;
    private static final int MOST = 11;

    /** A picture at a place in time. */
    private record Link(Instant at, Element picture) {}

    private final TaskStory story;

    StepChain(TaskStory story) {
        this.story = story;
    }

    Element draw() {
        List<Link> links = links();
        List<Link> shown = links.subList(Math.max(0, links.size() - MOST), links.size());
        Element chain = Element.of("g", "chain");
        if (shown.size() > 1) {
            chain.add(Element.of("line", "link").with("x2", Integer.toString((shown.size() - 1) * APART)));
        }
        for (int i = 0; i < shown.size(); i++) {
            chain.add(Element.of("g")
                    .with("transform", "translate(" + i * APART + " 0)")
                    .add(shown.get(i).picture()));
        }
        return chain;
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        Span before = null;
        for (Span span : story.spans()) {
            if (before == null || before.kind() != span.kind() || before.attempt() != span.attempt()) {
                links.add(new Link(span.from(), dot(span)));
            }
            before = span;
        }
        story.marks().stream()
                .filter(mark -> mark.kind() != Mark.Kind.ANSWERED)
                .forEach(mark -> links.add(new Link(mark.at(), sign(mark))));
        links.sort(Comparator.comparing(Link::at));
        return links;
    }

    private static Element dot(Span span) {
        String kind = span.kind().name().toLowerCase(Locale.ROOT);
        return Element.of("circle", "bar " + kind)
                .with("r", "5")
                .add(Element.of("title").text(kind + ", attempt " + span.attempt()));
    }

    private static Element sign(Mark mark) {
        return Glyph.of(mark.kind()).add(Element.of("title").text(mark.text()));
    }
}
