package dev.tandemwork.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One file of a change, as the host lists it. */
record FileDiff(JsonNode json) {
    String path() {
        return json.path("filename").asText();
    }

    private String oldPath() {
        return json.path("previous_filename").asText(path());
    }

    List<String> paths() {
        return oldPath().equals(path()) ? List.of(path()) : List.of(oldPath(), path());
    }

    /** Returns whether its diff is there: of a binary it is not, nor of a large text. */
    boolean isKnown() {
        return json.hasNonNull("patch") || isMoved();
    }

    private boolean isMoved() {
        return json.path("status").asText().equals("renamed")
                && json.path("changes").asInt() == 0;
    }

    String patch() {
        String status = json.path("status").asText();
        String header = "diff --git a/" + oldPath() + " b/" + path() + "\n";
        if (status.equals("renamed")) {
            header += "rename from " + oldPath() + "\nrename to " + path() + "\n";
        }
        String before = status.equals("added") ? "/dev/null" : "a/" + oldPath();
        String after = status.equals("removed") ? "/dev/null" : "b/" + path();
        return isMoved() && !json.hasNonNull("patch")
                ? header
                : header + "--- " + before + "\n+++ " + after + "\n"
                        + json.path("patch").asText() + "\n";
    }
}
