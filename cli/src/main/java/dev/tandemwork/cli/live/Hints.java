package dev.tandemwork.cli.live;

import java.util.List;

/**
 * Commands to show a person.
 *
 * @param run the run they are about
 * @param options options that each of them needs, with a blank before; empty for none
 */
public record Hints(String run, String options) {
    /** Returns the commands that answer {@code question}. */
    public List<String> answers(QuestionView question) {
        String start = command("answer") + " " + question.task() + " ";
        return question.kind().equals("approve")
                ? List.of(start + "land", start + "refuse")
                : List.of(start + "try-again \"ADVICE\"", start + "give-up \"REASON\"");
    }

    /** Returns the command {@code name} for this run. */
    public String command(String name) {
        return "tandemwork " + name + options + " " + run;
    }
}
