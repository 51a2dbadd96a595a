package dev.tandemwork.cli.report;

import dev.tandemwork.cli.report.Mark.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Draws the branches of a run side by side over time: a lane a task. Each lane is as wide as the page lets it be, since all
 * that lies along it is in percent.
 */
final class Timeline {
    private static final int HEIGHT = 34;
    private static final double TOP = 9;
    private static final double THICK = 16;
    private static final double MIDDLE = TOP + THICK / 2;
    private static final double FULL = 100;
    private static final double NEARLY_FULL = 95;

    private final RunStory story;

    Timeline(RunStory story) {
        this.story = story;
    }

    Element draw() {
        Element chart = Element.of("div", "timeline");
        story.tasks().forEach(task -> chart.add(label(task)).add(lane(task)));
        return chart.add(Element.of("div", "lane-name axis-name")).add(axis());
    }

    private static Element label(TaskStory task) {
        String id = task.task().id();
        return Element.of("a", "lane-name").with("href", "#task-" + id).text(id);
    }

    private Element lane(TaskStory task) {
        Element lane = svg("lane", HEIGHT)
                .with("role", "img")
                .with("aria-label", task.task().id() + " " + task.state().words());
        ticks().forEach(time -> lane.add(line(percent(time))));
        if (!task.spans().isEmpty()) {
            lane.add(waiting(task));
        }
        task.spans().forEach(span -> lane.add(bar(span)));
        task.marks().stream().filter(mark -> mark.kind() != Kind.ANSWERED).forEach(mark -> lane.add(mark(mark)));
        return lane;
    }

    private static Element svg(String style, int height) {
        return Element.of("svg", style).with("width", "100%").with("height", Integer.toString(height));
    }

    private static Element line(double x) {
        return Element.of("line", "grid")
                .with("x1", percent(x))
                .with("x2", percent(x))
                .with("y1", "0")
                .with("y2", "100%");
    }

    /** The thin line under the bars: from when the branch was opened to where it stands. */
    private Element waiting(TaskStory task) {
        Instant end = task.spans().get(task.spans().size() - 1).to();
        double to = task.state() == TaskState.RUNNING || task.state() == TaskState.ASKING ? FULL : story.percent(end);
        return Element.of("line", "wait")
                .with("x1", "0%")
                .with("x2", percent(to))
                .with("y1", number(MIDDLE))
                .with("y2", number(MIDDLE))
                .add(title("waits when there is no bar"));
    }

    private Element bar(Span span) {
        double from = story.percent(span.from());
        Duration took = Duration.between(span.from(), span.to());
        String words = span.node() + ", attempt " + span.attempt() + ", " + Words.of(took);
        return Element.of("rect", "bar " + span.kind().name().toLowerCase(Locale.ROOT))
                .with("x", percent(from))
                .with("width", percent(Math.max(story.percent(span.to()) - from, 0.3)))
                .with("y", number(TOP))
                .with("height", number(THICK))
                .with("rx", "2")
                .add(title(words));
    }

    private Element mark(Mark mark) {
        return Element.of("svg")
                .with("x", percent(story.percent(mark.at())))
                .with("y", number(MIDDLE))
                .with("overflow", "visible")
                .add(Glyph.of(mark.kind()).add(title(mark.text())));
    }

    private static Element title(String text) {
        return Element.of("title").text(text);
    }

    private Element axis() {
        Element axis = svg("axis", 20).with("aria-hidden", "true");
        for (Duration time : ticks()) {
            double x = percent(time);
            axis.add(Element.of("text")
                    .with("x", percent(x))
                    .with("y", "14")
                    .with("text-anchor", time.isZero() ? "start" : x > NEARLY_FULL ? "end" : "middle")
                    .text(Words.tick(time)));
        }
        return axis;
    }

    private List<Duration> ticks() {
        return Ticks.of(story.took());
    }

    private double percent(Duration time) {
        return story.percent(story.began().plus(time));
    }

    /** What the colours and shapes mean. */
    static Element legend() {
        Element legend = Element.of("ul", "legend");
        List.of("develop", "review", "land").forEach(kind -> legend.add(item(swatch(kind), kind)));
        legend.add(item(swatch("waits"), "waits"));
        legend.add(item(glyph(Kind.SENT_BACK), "sent back"));
        legend.add(item(glyph(Kind.CONFLICT), "conflict"));
        legend.add(item(glyph(Kind.ASKED), "asked"));
        legend.add(item(glyph(Kind.FAILED), "failed"));
        return legend.add(item(glyph(Kind.LANDED), "landed"));
    }

    private static Element item(Element picture, String text) {
        return Element.of("li").add(picture).text(text);
    }

    private static Element swatch(String kind) {
        return Element.of("span", "swatch " + kind);
    }

    static Element glyph(Kind kind) {
        return Element.of("svg", "glyph")
                .with("viewBox", "-9 -9 18 18")
                .with("width", "16")
                .with("height", "16")
                .with("aria-hidden", "true")
                .add(Glyph.of(kind));
    }

    private static String percent(double value) {
        return number(value) + "%";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
