package dev.tandemwork.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandemwork.worker.WorkerEvent.UsedTool;

/** Says in a line what a tool was used for, from the arguments it was given. */
final class ToolDetail {
    private static final String[] TELLING = {
        "command", "file_path", "filePath", "absolute_path", "path", "pattern", "query", "url", "description"
    };

    private ToolDetail() {}

    static UsedTool used(String tool, JsonNode input) {
        String detail = Json.text(input, TELLING).orElseGet(() -> plain(input));
        return new UsedTool(Visible.line(tool), Visible.detail(detail));
    }

    private static String plain(JsonNode input) {
        return input.isMissingNode() || input.isEmpty() ? input.asText() : input.toString();
    }
}
