package dev.tandemwork.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The messages of a request: who said what, oldest first. */
record ModelDialogue(List<Said> messages) {
    /** What a CLI adds to its user's words on its own. */
    private static final String ADDED = "<system-reminder>";

    /** One message; {@code texts} leaves out the results of tools and what the CLI added. */
    record Said(String role, List<String> texts) {
        boolean byUser() {
            return role.equals("user");
        }

        boolean hasAll(List<String> words) {
            return byUser() && texts.stream().anyMatch(text -> words.stream().allMatch(text::contains));
        }
    }

    static ModelDialogue of(JsonNode request) {
        List<Said> messages = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            messages.add(new Said(message.path("role").asText(), texts(message.path("content"))));
        }
        return new ModelDialogue(List.copyOf(messages));
    }

    private static List<String> texts(JsonNode content) {
        List<String> texts = new ArrayList<>(content.isTextual() ? List.of(content.asText()) : List.of());
        content.forEach(block -> {
            if (block.path("type").asText().equals("text")) {
                texts.add(block.path("text").asText());
            }
        });
        texts.removeIf(text -> text.startsWith(ADDED));
        return List.copyOf(texts);
    }

    /** Returns the place of the last message that has all the words, or -1; no words are in the first message. */
    int lastIndexOf(List<String> words) {
        if (words.isEmpty()) {
            return 0;
        }
        for (int index = messages.size() - 1; index >= 0; index--) {
            if (messages.get(index).hasAll(words)) {
                return index;
            }
        }
        return -1;
    }

    int answersAfter(int index) {
        return (int) messages.stream()
                .skip(index)
                .filter(said -> said.role().equals("assistant"))
                .count();
    }

    List<String> userTexts() {
        return messages.stream()
                .filter(Said::byUser)
                .flatMap(said -> said.texts().stream())
                .toList();
    }
}
