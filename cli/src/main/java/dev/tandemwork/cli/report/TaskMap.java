package dev.tandemwork.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws the tasks of a run with what they depend on: a column for each depth of dependency. */
final class TaskMap {
    private static final int WIDTH = 224;
    private static final int HEIGHT = 84;
    private static final int GAP_X = 56;
    private static final int GAP_Y = 14;
    private static final int MARGIN = 4;
    private static final int LONGEST_NAME = 22;
    private static final int TEXT_X = 14;

    private final RunStory story;
    private final Map<String, Spot> spots = new LinkedHashMap<>();
    private int columns;
    private int rows;

    /** The upper left corner of a box. */
    private record Spot(int x, int y) {}

    TaskMap(RunStory story) {
        this.story = story;
        place();
    }

    private void place() {
        Map<String, Integer> depths = new LinkedHashMap<>();
        for (int turn = 0; turn < story.tasks().size(); turn++) {
            story.tasks().forEach(task -> depths.put(task.task().id(), depth(task, depths)));
        }
        Map<Integer, Integer> filled = new LinkedHashMap<>();
        for (TaskStory task : story.tasks()) {
            int column = depths.getOrDefault(task.task().id(), 0);
            int row = Math.max(filled.getOrDefault(column, 0), rowOfDependencies(task));
            filled.put(column, row + 1);
            spots.put(task.task().id(), new Spot(MARGIN + column * (WIDTH + GAP_X), MARGIN + row * (HEIGHT + GAP_Y)));
            columns = Math.max(columns, column + 1);
            rows = Math.max(rows, row + 1);
        }
    }

    /** A task stands beside the first that it depends on, if there is room. */
    private int rowOfDependencies(TaskStory task) {
        return task.task().dependsOn().stream()
                .mapToInt(id -> (spot(id).y - MARGIN) / (HEIGHT + GAP_Y))
                .min()
                .orElse(0);
    }

    private static int depth(TaskStory task, Map<String, Integer> depths) {
        return task.task().dependsOn().stream()
                .mapToInt(id -> depths.getOrDefault(id, 0) + 1)
                .max()
                .orElse(0);
    }

    Element draw() {
        int width = 2 * MARGIN + columns * (WIDTH + GAP_X) - GAP_X;
        int height = 2 * MARGIN + rows * (HEIGHT + GAP_Y) - GAP_Y;
        Element map = Element.of("svg", "map")
                .with("width", Integer.toString(width))
                .with("height", Integer.toString(height))
                .with("role", "img")
                .with("aria-label", "tasks, what they depend on, and where they stand");
        story.tasks().forEach(task -> map.add(arrows(task)));
        story.tasks().forEach(task -> map.add(box(task)));
        return map;
    }

    private List<Element> arrows(TaskStory task) {
        List<Element> arrows = new ArrayList<>();
        Spot to = spot(task.task().id());
        task.task().dependsOn().forEach(id -> arrows.add(arrow(spot(id), to)));
        return arrows;
    }

    private static Element arrow(Spot from, Spot to) {
        int startX = from.x + WIDTH;
        int startY = from.y + HEIGHT / 2;
        int endY = to.y + HEIGHT / 2;
        int half = (startX + to.x) / 2;
        String line = "M" + startX + " " + startY + " C" + half + " " + startY + " " + half + " " + endY + " " + to.x
                + " " + endY;
        String head = " m-7 -4 l7 4 l-7 4";
        return Element.of("path", "arrow").with("d", line + head);
    }

    private Element box(TaskStory task) {
        Spot spot = spot(task.task().id());
        Element box = Element.of("g", "box " + task.state().style())
                .with("transform", "translate(" + spot.x + " " + spot.y + ")");
        box.add(rectangle("frame", WIDTH)).add(rectangle("edge", 4));
        box.add(text("name", 23, shortened(task.task().id())));
        box.add(text("note", 43, note(task)));
        box.add(Element.of("g")
                .with("transform", "translate(" + (TEXT_X + 7) + " 64)")
                .add(new StepChain(task).draw()));
        return box.add(Element.of("title").text(task.task().title()));
    }

    private static Element rectangle(String style, int width) {
        return Element.of("rect", style)
                .with("width", Integer.toString(width))
                .with("height", Integer.toString(HEIGHT))
                .with("rx", width > HEIGHT ? "4" : "2");
    }

    private static Element text(String style, int y, String text) {
        return Element.of("text", style)
                .with("x", Integer.toString(TEXT_X))
                .with("y", Integer.toString(y))
                .text(text);
    }

    private static String note(TaskStory task) {
        int attempts = task.rounds().size();
        return task.state().words() + (attempts == 0 ? "" : ", " + Words.count(attempts, "attempt"));
    }

    private static String shortened(String id) {
        return id.length() <= LONGEST_NAME ? id : id.substring(0, LONGEST_NAME - 1) + "\u2026";
    }

    private Spot spot(String id) {
        return spots.getOrDefault(id, new Spot(MARGIN, MARGIN));
    }

    /** Returns the same as a Mermaid flowchart. */
    static String mermaid(RunStory story) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        List<String> ids = story.tasks().stream().map(task -> task.task().id()).toList();
        for (TaskStory task : story.tasks()) {
            String node = "t" + ids.indexOf(task.task().id());
            text.append("    ").append(node).append("[\"").append(task.task().id());
            text.append("<br/>").append(note(task)).append("\"]\n");
            task.task().dependsOn().forEach(id -> text.append("    t" + ids.indexOf(id) + " --> " + node + "\n"));
        }
        return text.toString();
    }
}
