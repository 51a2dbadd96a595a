package dev.tandemwork.review.llm.plan;

import dev.tandemwork.review.llm.change.ChangeReader;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.change.FileState;
import dev.tandemwork.scm.CommitId;
import dev.tandemwork.task.PathGlob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which files a model need not see. They stand in the file {@value #PATH} of the base branch, never of the change: one glob
 * a line, and what follows {@code #} is a comment. Gates look at these files all the same.
 */
public final class ExclusionRules {
    /** Where the rules are. */
    public static final String PATH = ".tandemwork/review-exclude";

    private final List<Rule> rules;

    private ExclusionRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * A line of the file.
     *
     * @param line its number, from 1
     * @param glob what it excludes
     */
    public record Rule(int line, PathGlob glob) {
        /** Returns where the rule stands: {@code .tandemwork/review-exclude:3}. */
        public String describe() {
            return PATH + ":" + line;
        }
    }

    /** Returns the rules at {@code base}, a commit of the base branch; none if it has no such file. */
    public static ExclusionRules at(CommitId base, ChangeReader reader) {
        return parse(reader.text(base, PATH).orElse(""));
    }

    /** Returns the rules that {@code text} writes. */
    public static ExclusionRules parse(String text) {
        List<Rule> rules = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            String glob = lines.get(line).replaceFirst("(^|\\s)#.*", "").strip();
            if (!glob.isEmpty()) {
                rules.add(new Rule(line + 1, PathGlob.of(glob)));
            }
        }
        return new ExclusionRules(rules);
    }

    /** Returns the first rule that excludes {@code file}: one that moves must be excluded where it was and where it is. */
    public Optional<Rule> ruleFor(FileChange file) {
        return rules.stream()
                .filter(rule -> Stream.of(file.before(), file.after())
                        .filter(FileState::isPresent)
                        .allMatch(state -> rule.glob().matches(state.path())))
                .findFirst();
    }
}
