package dev.tandemwork.testkit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link ScriptedModelServer} answers, and to whom.
 *
 * <pre>{@code
 * ModelScript script = ModelScript.create()
 *         .when("add the api")
 *         .turn(toolUse("Write", Map.of("file_path", "api.txt", "content", "hello")))
 *         .turn(text("The api is there."))
 *         .when("The review found")
 *         .once(overloaded())
 *         .turn(text("Mended."));
 * }</pre>
 *
 * <p>A conversation is known by words of its user, so that agents that run side by side get answers of their own. Of
 * several that fit, the one whose words were said last is taken; of those, the one that was added last. The turn is the
 * number of answers since then, read from the request itself: an agent that asks again, or that is restarted, gets the
 * same answer again.
 *
 * <p>A script is built by one thread, and not changed after a server was started with it.
 */
public final class ModelScript {
    private final List<Conversation> conversations = new ArrayList<>();

    private ModelScript() {}

    /** Returns a script without answers. */
    public static ModelScript create() {
        return new ModelScript();
    }

    /** Adds a conversation for requests in which one text of the user has every one of {@code words}. */
    public Conversation when(String... words) {
        Conversation conversation = new Conversation(this, List.of(words));
        conversations.add(conversation);
        return conversation;
    }

    /** Adds a conversation for all other requests. */
    public Conversation otherwise() {
        return when();
    }

    Optional<Turn> next(ModelDialogue dialogue) {
        Turn best = null;
        for (Conversation conversation : conversations) {
            int said = dialogue.lastIndexOf(conversation.words);
            if (said >= 0 && (best == null || said >= best.said())) {
                best = new Turn(conversation, said, dialogue.answersAfter(said));
            }
        }
        return Optional.ofNullable(best);
    }

    /** A place in a conversation that was found for a request. */
    record Turn(Conversation conversation, int said, int number) {
        Optional<Answer> answer() {
            boolean scripted = number < conversation.turns.size();
            return scripted ? Optional.of(conversation.turns.get(number)) : Optional.empty();
        }
    }

    /** One turn: replies that are given once each, and the one that stays. */
    record Answer(List<ModelReply> first, ModelReply then) {}

    /** The answers to one agent. */
    public static final class Conversation {
        private final ModelScript script;
        private final List<String> words;
        private final List<Answer> turns = new ArrayList<>();
        private List<ModelReply> once = List.of();

        private Conversation(ModelScript script, List<String> words) {
            this.script = script;
            this.words = words;
        }

        /** Adds the next turn: what is answered, again at every repetition of the request. */
        public Conversation turn(ModelReply reply) {
            turns.add(new Answer(once, reply));
            once = List.of();
            return this;
        }

        /** Adds an answer that is given once, at the place of the next turn and before it: a passing fault. */
        public Conversation once(ModelReply reply) {
            once = new ArrayList<>(once);
            once.add(reply);
            return this;
        }

        /** Adds another conversation to the script. */
        public Conversation when(String... others) {
            return script.when(others);
        }

        /** Returns the script, with this conversation in it. */
        public ModelScript script() {
            return script;
        }

        @Override
        public String toString() {
            return words.isEmpty() ? "otherwise" : String.join(" + ", words);
        }
    }
}
