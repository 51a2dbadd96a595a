package dev.tandemwork.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/**
 * Code of a user, given to javac as a user would give it. The line that javac is to refuse ends in {@code //!}.
 *
 * @param errors what javac said
 * @param source what it was given
 */
record Snippet(String errors, List<String> source) {
    private static final Pattern POSITION = Pattern.compile("(?m)^.*Snippet\\.java:(\\d+): (?!warning)");
    private static final String WORDS = """
            import static dev.tandemwork.graph.Graph.*;
            import static dev.tandemwork.graph.Loop.*;
            import dev.tandemwork.budget.Money;
            import dev.tandemwork.graph.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.function.*;

            final class Snippet {
                record Task(String id, List<String> dependsOn) {}
                record Plan(List<Task> tasks) {}
                record Attempt(Task task, int round) {
                    static Attempt first(Task task) { return new Attempt(task, 1); }
                }
                record Change(Attempt attempt) {}
                sealed interface Verdict permits Approved, Refused {
                    <T> T fold(Function<? super Approved, ? extends T> yes, Function<? super Refused, ? extends T> no);
                }
                record Approved(Change change) implements Verdict {
                    boolean risky() { return true; }
                    String baseBranch() { return "main"; }
                    public <T> T fold(
                            Function<? super Approved, ? extends T> yes, Function<? super Refused, ? extends T> no) {
                        return yes.apply(this);
                    }
                }
                record Refused(Change change) implements Verdict {
                    Attempt nextAttempt() { return change.attempt(); }
                    public <T> T fold(
                            Function<? super Approved, ? extends T> yes, Function<? super Refused, ? extends T> no) {
                        return no.apply(this);
                    }
                }
                record Landed(String commit) {}
                record GaveUp(String why) {}
                record Report(int landed) {
                    static Report of(List<Branch<Landed>> branches) { return new Report(branches.size()); }
                }
                static Node<Attempt, Change> develop = node("develop", Attempt.class, Change.class, Change::new);
                static Node<Change, Verdict> review = node("review", Change.class, Verdict.class, Approved::new);
                static Node<Approved, Landed> land =
                        node("land", Approved.class, Landed.class, approved -> new Landed(approved.baseBranch()));
                static Node<Refused, Landed> giveUp =
                        node("giveUp", Refused.class, Landed.class, refused -> new Landed(""));
                static Node<Refused, GaveUp> stop = node("stop", Refused.class, GaveUp.class, no -> new GaveUp("late"));
                static Node<Landed, Landed> tag = node("tag", Landed.class, Landed.class, landed -> landed);
            """;

    static Snippet compiled(Path folder, String code) {
        String source = WORDS + code + "}\n";
        try {
            Path file = Files.writeString(folder.resolve("Snippet.java"), source);
            return new Snippet(javac(folder, file), source.lines().toList());
        } catch (IOException | URISyntaxException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String javac(Path folder, Path file) throws URISyntaxException {
        String classes = Path.of(Graph.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        StringWriter errors = new StringWriter();
        PrintWriter out = new PrintWriter(errors);
        ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(out, out, "-proc:none", "-cp", classes, "-d", folder.toString(), file.toString());
        return errors.toString();
    }

    void isTaken() {
        assertThat(POSITION.matcher(errors).find()).as(errors).isFalse();
    }

    /** Checks that the first error is at the marked line, and that its first {@code lines} lines have {@code words}. */
    void isRefused(int lines, String... words) {
        Matcher position = POSITION.matcher(errors);
        assertThat(position.find()).as("javac took it").isTrue();
        assertThat(source.get(Integer.parseInt(position.group(1)) - 1))
                .as(errors)
                .endsWith("//!");
        assertThat(message(position.end(), lines)).contains(words);
    }

    /** Returns the text of an error without the code that it quotes. */
    private String message(int start, int lines) {
        List<String> text = errors.substring(start)
                .lines()
                .filter(line -> !line.endsWith("//!")
                        && !line.isBlank()
                        && !line.strip().equals("^"))
                .toList();
        return String.join("\n", text.subList(0, Math.min(lines, text.size())));
    }
}
