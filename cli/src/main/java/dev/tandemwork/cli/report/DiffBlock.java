package dev.tandemwork.cli.report;

import dev.tandemwork.scm.Change;
import dev.tandemwork.scm.DiffResult;
import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.scm.ScmException;
import java.util.List;
import java.util.Optional;

/**
 * The diff of a change, as far as it is shown.
 *
 * @param lines the first lines
 * @param note what is missing; empty if nothing is
 */
record DiffBlock(List<String> lines, String note) {
    private static final int MOST_LINES = 500;
    private static final int LONGEST_LINE = 400;

    DiffBlock {
        lines = List.copyOf(lines);
    }

    /** Returns the diff of a change with a pull request, as {@code scm} has it now. */
    static Optional<DiffBlock> of(Optional<ScmClient> scm, Optional<Change> change) {
        return scm.flatMap(client -> change.flatMap(Change::pullRequest).map(ref -> {
            try {
                return of(client.diff(ref));
            } catch (ScmException e) {
                return new DiffBlock(List.of(), "The diff can't be shown: " + e.getMessage());
            }
        }));
    }

    static DiffBlock of(DiffResult diff) {
        List<String> all = diff.patch().lines().toList();
        String missing = diff.fold(whole -> "", part -> "The diff is not whole: " + part.reason() + ". ");
        List<String> shown =
                all.stream().limit(MOST_LINES).map(DiffBlock::shortened).toList();
        int left = all.size() - shown.size();
        return new DiffBlock(shown, missing + (left == 0 ? "" : Words.count(left, "more line") + " not shown."));
    }

    private static String shortened(String line) {
        int left = line.length() - LONGEST_LINE;
        return left <= 0 ? line : line.substring(0, LONGEST_LINE) + " ... " + Words.count(left, "more character");
    }

    Element draw() {
        Element block = Element.of("details", "diff");
        block.add(Element.of("summary").text(lines.isEmpty() ? "Diff" : "Diff, " + sizes()));
        Element code = Element.of("code");
        lines.forEach(line -> code.add(Element.of("span", style(line)).text(line + "\n")));
        block.add(Element.of("pre").add(code));
        return note.isBlank() ? block : block.add("p", "note", note.strip());
    }

    private String sizes() {
        return lines.stream().filter(line -> style(line).equals("added")).count() + " added, "
                + lines.stream().filter(line -> style(line).equals("removed")).count() + " removed";
    }

    private static String style(String line) {
        if (line.startsWith("diff ") || line.startsWith("+++ ") || line.startsWith("--- ")) {
            return "file";
        }
        if (line.startsWith("@@")) {
            return "hunk";
        }
        return line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
    }
}
