package dev.tandemwork.cli.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page.
 *
 * @param story what became of the run
 * @param diffs of the tasks that have one, by id
 */
record HtmlReport(RunStory story, Map<String, DiffBlock> diffs) {
    private static final Pattern PART = Pattern.compile("\\{\\{(\\w+)}}");

    String render() {
        Map<String, String> parts = Map.of(
                "style", Resource.text("page.css"),
                "title", SafeText.html(story.title() + ": " + story.headline()),
                "body", body().toString());
        return PART.matcher(Resource.text("page.html"))
                .replaceAll(part -> Matcher.quoteReplacement(parts.getOrDefault(part.group(1), "")));
    }

    private Element body() {
        Element body = Element.of("main").add(header());
        if (!story.questions().isEmpty()) {
            body.add(questions());
        }
        story.failure()
                .ifPresent(failure -> body.add(section("Why the run failed")
                        .add(Element.of("div", "failures").add(TaskCard.tree(List.of(failure))))));
        if (!story.tasks().isEmpty()) {
            body.add(section("Timeline").add(new Timeline(story).draw()).add(Timeline.legend()));
            body.add(section("Graph").add(map()));
            body.add(section("Tasks").add(cards()));
        }
        return body;
    }

    private Element header() {
        Element figures = Element.of("dl", "figures");
        figure(figures, "Time", Words.of(story.took()));
        figure(figures, "Attempts", Integer.toString(story.attempts()));
        figure(figures, "Cost", story.usage().cost().toString());
        figure(figures, "Run", story.status());
        return Element.of("header", "top")
                .add("p", "kicker", story.title())
                .add("h1", "", story.headline())
                .add(figures)
                .add("p", "note", "Run " + story.run() + ", begun " + Words.of(story.began()));
    }

    private static void figure(Element figures, String name, String value) {
        figures.add(Element.of("div")
                .add(Element.of("dt").text(name))
                .add(Element.of("dd").text(value)));
    }

    private Element questions() {
        Element list = Element.of("ul", "questions");
        story.questions()
                .forEach(question -> list.add(
                        Element.of("li").add("p", "", question.prompt()).add("code", "", question.path())));
        return section("Open questions").add(list);
    }

    private static Element section(String title) {
        return Element.of("section", "part").add("h2", "", title);
    }

    private Element map() {
        return Element.of("div")
                .add(Element.of("div", "scroll").add(new TaskMap(story).draw()))
                .add(Element.of("details")
                        .add(Element.of("summary").text("The same as Mermaid"))
                        .add(Element.of("pre").text(TaskMap.mermaid(story))));
    }

    private List<Element> cards() {
        return story.tasks().stream()
                .map(task -> new TaskCard(
                        task, Optional.ofNullable(diffs.get(task.task().id()))))
                .map(TaskCard::draw)
                .toList();
    }
}
