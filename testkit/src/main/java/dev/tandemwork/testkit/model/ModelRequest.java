package dev.tandemwork.testkit.model;

import java.util.List;
import java.util.Map;

/**
 * A request that a {@link ScriptedModelServer} has read.
 *
 * @param method the HTTP method
 * @param path the path, without its query
 * @param headers the first value of each header, by its name in lower case
 * @param body the body as it came
 * @param userTexts what the conversation's user said, oldest first, results of tools left out; empty if the body is no
 *     conversation
 */
public record ModelRequest(
        String method, String path, Map<String, String> headers, String body, List<String> userTexts) {
    /** Copies the collections. */
    public ModelRequest {
        headers = Map.copyOf(headers);
        userTexts = List.copyOf(userTexts);
    }
}
