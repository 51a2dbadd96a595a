package dev.tandemwork.testkit.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandemwork.testkit.model.ModelReply.Block;
import dev.tandemwork.testkit.model.ModelReply.Message;
import dev.tandemwork.testkit.model.ModelReply.Text;
import dev.tandemwork.testkit.model.ModelReply.ToolUse;
import java.util.ArrayList;
import java.util.List;

/** Writes an answer as the Messages API does: as server-sent events, or as one JSON document. */
final class MessageEvents {
    /** Tokens that every answer is said to have read and written, so that costs can be foretold. */
    static final int INPUT_TOKENS = 1000;

    static final int OUTPUT_TOKENS = 100;

    private static final ObjectMapper JSON = new ObjectMapper();
    private final String model;
    private final String id;

    MessageEvents(String model, String id) {
        this.model = model;
        this.id = id;
    }

    /** Returns the events of an answer that ends. */
    List<String> stream(Message message) {
        List<String> events = new ArrayList<>(opening(message));
        ObjectNode delta = event("message_delta");
        delta.putObject("delta").put("stop_reason", stopReason(message)).putNull("stop_sequence");
        delta.putObject("usage").put("output_tokens", OUTPUT_TOKENS);
        events.add(sse(delta));
        events.add(sse(event("message_stop")));
        return events;
    }

    /** Returns the events of an answer, without those that end it. */
    List<String> opening(Message message) {
        List<String> events = new ArrayList<>();
        ObjectNode start = event("message_start");
        start.set("message", head(1));
        events.add(sse(start));
        for (int index = 0; index < message.blocks().size(); index++) {
            events.addAll(block(index, message.blocks().get(index)));
        }
        return events;
    }

    /** Returns the whole answer as one document. */
    String document(Message message) {
        ObjectNode document = head(OUTPUT_TOKENS).put("stop_reason", stopReason(message));
        ArrayNode content = document.putArray("content");
        for (int index = 0; index < message.blocks().size(); index++) {
            content.add(content(index, message.blocks().get(index)));
        }
        return document.toString();
    }

    private ObjectNode content(int index, Block block) {
        if (block instanceof Text text) {
            return emptyBlock(index, block).put("text", text.text());
        }
        ObjectNode node = emptyBlock(index, block);
        node.set("input", JSON.valueToTree(((ToolUse) block).input()));
        return node;
    }

    private List<String> block(int index, Block block) {
        ObjectNode start = event("content_block_start").put("index", index);
        start.set("content_block", emptyBlock(index, block));
        ObjectNode delta = event("content_block_delta").put("index", index);
        delta.set("delta", delta(block));
        return List.of(sse(start), sse(delta), sse(event("content_block_stop").put("index", index)));
    }

    private ObjectNode emptyBlock(int index, Block block) {
        ObjectNode node = JSON.createObjectNode();
        if (block instanceof ToolUse use) {
            node.put("type", "tool_use").put("id", "toolu_" + id + "_" + index).put("name", use.tool());
            node.putObject("input");
            return node;
        }
        return node.put("type", "text").put("text", "");
    }

    private static ObjectNode delta(Block block) {
        ObjectNode node = JSON.createObjectNode();
        if (block instanceof Text text) {
            return node.put("type", "text_delta").put("text", text.text());
        }
        String input = JSON.valueToTree(((ToolUse) block).input()).toString();
        return node.put("type", "input_json_delta").put("partial_json", input);
    }

    private ObjectNode head(int outputTokens) {
        ObjectNode message = JSON.createObjectNode();
        message.put("id", "msg_" + id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model);
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.putObject("usage")
                .put("input_tokens", INPUT_TOKENS)
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", outputTokens);
        return message;
    }

    private static String stopReason(Message message) {
        return message.blocks().stream().anyMatch(ToolUse.class::isInstance) ? "tool_use" : "end_turn";
    }

    private static ObjectNode event(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static String sse(ObjectNode event) {
        return "event: " + event.path("type").asText() + "\ndata: " + event + "\n\n";
    }
}
