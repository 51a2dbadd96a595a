package dev.tandemwork.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tandemwork.cli.live.QuestionView;
import java.util.List;

/** Answers as a person gives them: {@code try-again "ADVICE"}, {@code give-up "REASON"}, {@code land}, {@code refuse}. */
final class Answer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answer() {}

    /** Returns {@code words} as JSON, if they fit {@code question}. */
    static JsonNode read(List<String> words, QuestionView question) {
        String word = words.isEmpty() ? "" : words.get(0);
        String rest = String.join(" ", words.subList(Math.min(1, words.size()), words.size()));
        boolean isApproval = question.kind().equals("approve");
        return switch (word) {
            case "try-again" -> fitting(!isApproval, question, guidance("TryAgain", "advice", rest));
            case "give-up" -> fitting(!isApproval, question, guidance("GiveUp", "reason", rest));
            case "land" -> fitting(isApproval && rest.isEmpty(), question, TextNode.valueOf("LAND"));
            case "refuse" -> fitting(isApproval && rest.isEmpty(), question, TextNode.valueOf("REFUSE"));
            default -> throw unfit(word, question);
        };
    }

    /** Returns {@code text} as JSON. */
    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw CommandException.wrong(
                    "answer [" + text + "] is not JSON: " + e.getOriginalMessage() + "; expected JSON, or no --json");
        }
    }

    private static ObjectNode guidance(String type, String field, String text) {
        if (text.isBlank()) {
            throw CommandException.wrong("answer has no " + field + "; expected it after the word; say it in quotes");
        }
        return JSON.createObjectNode().put("type", type).put(field, text);
    }

    private static JsonNode fitting(boolean fits, QuestionView question, JsonNode answer) {
        if (!fits) {
            throw unfit(
                    answer.isTextual() ? answer.asText() : answer.path("type").asText(), question);
        }
        return answer;
    }

    private static CommandException unfit(String word, QuestionView question) {
        String expected =
                question.kind().equals("approve") ? "land or refuse" : "try-again \"ADVICE\" or give-up \"REASON\"";
        return CommandException.wrong("answer [" + word + "] does not fit the question of task [" + question.task()
                + "]; expected " + expected);
    }
}
