package dev.tandemwork.testkit.github.internal.git;

import java.util.List;

/**
 * A commit.
 *
 * @param sha its name
 * @param tree what it holds
 * @param parents the commits before it
 * @param author who wrote it
 * @param committer who made it
 * @param message the whole message
 */
public record Commit(
        String sha, String tree, List<String> parents, Signature author, Signature committer, String message) {
    static final String FORMAT = "%H%n%T%n%P%n%an%n%ae%n%aI%n%cn%n%ce%n%cI%n%B";

    static Commit parse(String text) {
        String[] lines = text.split("\n", 10);
        List<String> parents = lines[2].isEmpty() ? List.of() : List.of(lines[2].split(" "));
        return new Commit(
                lines[0],
                lines[1],
                parents,
                new Signature(lines[3], lines[4], lines[5]),
                new Signature(lines[6], lines[7], lines[8]),
                lines[9].stripTrailing());
    }

    /** Returns the first line of the message. */
    public String headline() {
        return message.lines().findFirst().orElse("");
    }

    /** Returns what follows the first line of the message. */
    public String body() {
        return message.substring(headline().length()).strip();
    }

    /**
     * Who, and when.
     *
     * @param name of a person
     * @param email of a person
     * @param date in ISO 8601
     */
    public record Signature(String name, String email, String date) {}
}
