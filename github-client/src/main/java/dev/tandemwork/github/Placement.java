package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.github.diff.Patch;
import dev.tandemwork.github.http.Json;
import dev.tandemwork.scm.ReviewDraft.LineComment;
import dev.tandemwork.scm.ReviewDraft.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which remarks stand at their lines, and which go into the body: one at a line that the diff does not show would have the
 * host refuse the whole review.
 */
record Placement(List<LineComment> placed, List<LineComment> demoted, Patch patch) {
    static Placement of(List<LineComment> comments, Patch patch) {
        List<LineComment> placed = new ArrayList<>();
        List<LineComment> demoted = new ArrayList<>();
        comments.forEach(comment -> (hunk(comment, patch).isPresent() ? placed : demoted).add(comment));
        return new Placement(List.copyOf(placed), List.copyOf(demoted), patch);
    }

    private static Optional<Patch.Hunk> hunk(LineComment comment, Patch patch) {
        return patch.hunkAt(comment.path(), isOld(comment), comment.end());
    }

    private static boolean isOld(LineComment comment) {
        return comment.side() == Side.OLD;
    }

    Placement none() {
        List<LineComment> all = new ArrayList<>(placed);
        all.addAll(demoted);
        return new Placement(List.of(), List.copyOf(all), patch);
    }

    JsonNode json() {
        ArrayNode list = Json.array();
        placed.forEach(comment -> list.add(json(comment)));
        return list;
    }

    private ObjectNode json(LineComment comment) {
        String side = isOld(comment) ? "LEFT" : "RIGHT";
        ObjectNode json = Json.object()
                .put("path", comment.path())
                .put("body", comment.body())
                .put("line", comment.end())
                .put("side", side);
        // A range that leaves its hunk, or has one line, is refused.
        boolean isRange = comment.start() < comment.end()
                && hunk(comment, patch)
                        .filter(hunk -> hunk.shows(isOld(comment), comment.start()))
                        .isPresent();
        return isRange ? json.put("start_line", comment.start()).put("start_side", side) : json;
    }

    /** Returns {@code body} followed by the remarks that have no place at a line. */
    String body(String body) {
        StringBuilder text = new StringBuilder(body);
        if (!demoted.isEmpty()) {
            text.append("\n\nRemarks on lines that the diff does not show:\n");
        }
        for (LineComment comment : demoted) {
            text.append("\n- `")
                    .append(comment.path())
                    .append(':')
                    .append(comment.start())
                    .append("`: ")
                    .append(comment.body());
        }
        return text.toString();
    }
}
