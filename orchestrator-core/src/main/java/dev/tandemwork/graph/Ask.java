package dev.tandemwork.graph;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A question to a person. Its branch waits for the answer without a thread, through restarts, while the others go on.
 *
 * @param <Q> what is shown
 * @param <A> what is answered
 */
public final class Ask<Q, A> extends Named<Q, A> {
    private final Class<Q> question;
    private final Class<A> answer;
    private final Function<Object, String> prompt;
    private final Optional<Deadline<A>> deadline;

    /**
     * How long to wait for a person.
     *
     * @param after from when the question was first asked
     * @param answer what to go on with then
     */
    public record Deadline<A>(Duration after, A answer) {}

    private Ask(
            Named<Q, A> identity,
            Class<Q> question,
            Class<A> answer,
            Function<Object, String> prompt,
            Optional<Deadline<A>> deadline) {
        super(identity.name(), identity.formerNames());
        this.question = question;
        this.answer = answer;
        this.prompt = prompt;
        this.deadline = deadline;
    }

    private Ask(String name, List<String> formerly, Class<Q> question, Class<A> answer) {
        super(name, formerly);
        this.question = question;
        this.answer = answer;
        this.prompt = Objects::toString;
        this.deadline = Optional.empty();
    }

    static <Q, A> Ask<Q, A> of(String name, Class<Q> question, Class<A> answer) {
        StorableTypes.require(name, question);
        StorableTypes.require(name, answer);
        return new Ask<>(name, List.of(), question, answer);
    }

    @Override
    public Class<Q> inputType() {
        return question;
    }

    /** Returns the type of what is answered. */
    public Class<A> answerType() {
        return answer;
    }

    /** Returns the sentence to show for {@code value}. */
    public String promptFor(Object value) {
        return prompt.apply(value);
    }

    /** Returns how long to wait. */
    public Optional<Deadline<A>> deadline() {
        return deadline;
    }

    /** Returns this question with a sentence to show. */
    public Ask<Q, A> prompt(Function<? super Q, String> sentence) {
        return new Ask<>(this, question, answer, Erased.function(sentence), deadline);
    }

    /** Returns this question with an answer to go on with when nobody has answered for {@code after}. */
    public Ask<Q, A> deadline(Duration after, A otherwise) {
        if (after.isZero() || after.isNegative()) {
            throw GraphException.of(name(), "waits for " + after + "; expected more than nothing");
        }
        return new Ask<>(this, question, answer, prompt, Optional.of(new Deadline<>(after, otherwise)));
    }

    /** Returns this question, to be found by runs that began when it was named {@code names}. */
    @Override
    public Ask<Q, A> formerly(String... names) {
        Ask<Q, A> renamed = new Ask<>(name(), List.of(names), question, answer);
        return new Ask<>(renamed, question, answer, prompt, deadline);
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step.Question(this));
    }
}
