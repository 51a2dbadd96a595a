package dev.tandemwork.local.review;

import dev.tandemwork.local.review.AddedLines.AddedLine;
import dev.tandemwork.review.Anchor;
import dev.tandemwork.review.Finding;
import dev.tandemwork.review.Severity;
import dev.tandemwork.task.PathGlob;
import dev.tandemwork.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules that hold for the text of a change, whatever it is about. */
final class Rules {
    private static final Pattern MARKER = Pattern.compile("(?:<{7}|>{7}|\\|{7})(?: .*)?\\r?");

    private final String source;
    private final Task task;
    private final List<PathGlob> scope;

    Rules(String source, Task task) {
        this.source = source;
        this.task = task;
        this.scope = PathGlob.allOf(task.scope());
    }

    List<Finding> apply(List<String> paths, List<AddedLine> added) {
        List<Finding> findings = new ArrayList<>();
        if (paths.isEmpty()) {
            findings.add(empty());
        }
        paths.stream().filter(this::isOutOfScope).map(this::outOfScope).forEach(findings::add);
        markers(added).forEach((path, lines) -> findings.add(marked(lines)));
        return findings;
    }

    private Finding empty() {
        return Finding.of(
                        source,
                        Severity.HIGH,
                        "empty",
                        new Anchor.WholeChange(),
                        "the change is empty",
                        "the head has the same files as the commit it started from")
                .withFixHint("commit and push the work, or say why there is none to do");
    }

    private boolean isOutOfScope(String path) {
        return !scope.isEmpty() && scope.stream().noneMatch(glob -> glob.matches(path));
    }

    private Finding outOfScope(String path) {
        return Finding.of(
                        source,
                        Severity.HIGH,
                        "scope",
                        new Anchor.File(path),
                        "path is outside the task's scope",
                        "the change touches [" + path + "]; expected only paths that match " + task.scope())
                .withFixHint("undo the change of " + path);
    }

    private static Map<String, List<AddedLine>> markers(List<AddedLine> added) {
        return added.stream()
                .filter(line -> MARKER.matcher(line.text()).matches())
                .collect(Collectors.groupingBy(AddedLine::path, LinkedHashMap::new, Collectors.toList()));
    }

    private Finding marked(List<AddedLine> lines) {
        AddedLine first = lines.get(0);
        List<Integer> numbers = lines.stream().map(AddedLine::number).toList();
        Anchor anchor = new Anchor.Line(first.path(), first.number(), first.number(), first.text());
        return Finding.of(
                        source,
                        Severity.HIGH,
                        "conflict-marker",
                        anchor,
                        "conflict markers were left in the file",
                        "markers in lines " + numbers + " of [" + first.path() + "]")
                .withFixHint("resolve the conflict and remove the markers");
    }
}
