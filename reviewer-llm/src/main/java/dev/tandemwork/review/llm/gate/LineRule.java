package dev.tandemwork.review.llm.gate;

import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A pattern that no added line should have. */
record LineRule(
        Remark.Level level,
        String category,
        String title,
        String hint,
        Set<Language> languages,
        Set<FileKind> kinds,
        Part part,
        Pattern pattern) {
    /** Which part of a line is looked at. */
    enum Part {
        CODE,
        COMMENT,
        WHOLE
    }

    /** Collects rules of one category. */
    static final class Table {
        private final String category;
        private final List<LineRule> rules = new ArrayList<>();
        private Set<Language> languages = EnumSet.allOf(Language.class);
        private Set<FileKind> kinds = EnumSet.allOf(FileKind.class);
        private Part part = Part.CODE;

        Table(String category) {
            this.category = category;
        }

        /** Sets where the rules that follow hold. */
        Table in(Set<FileKind> values, Language... only) {
            kinds = values;
            languages = only.length == 0 ? EnumSet.allOf(Language.class) : Set.of(only);
            return this;
        }

        /** Sets what the rules that follow look at. */
        Table part(Part value) {
            part = value;
            return this;
        }

        Table rule(Remark.Level level, String title, String hint, String regex) {
            rules.add(new LineRule(level, category, title, hint, languages, kinds, part, Pattern.compile(regex)));
            return this;
        }

        Gate gate() {
            List<LineRule> all = List.copyOf(rules);
            return change -> change.files().flatMap(file -> check(all, file)).toList();
        }
    }

    private static Stream<Remark> check(List<LineRule> rules, FileChange file) {
        Language language = Language.of(file.path());
        FileKind kind = FileKind.of(file);
        List<LineRule> fitting = rules.stream()
                .filter(rule -> rule.languages.contains(language) && rule.kinds.contains(kind))
                .toList();
        return fitting.isEmpty()
                ? Stream.empty()
                : file.added().map(line -> CodeLine.of(language, line)).flatMap(line -> check(fitting, file, line));
    }

    private static Stream<Remark> check(List<LineRule> rules, FileChange file, CodeLine line) {
        return rules.stream().filter(rule -> rule.isIn(line)).map(rule -> rule.remark(file, line.line()));
    }

    private boolean isIn(CodeLine line) {
        String text = switch (part) {
            case CODE -> line.code();
            case COMMENT -> line.comment();
            case WHOLE -> line.line().text();
        };
        return pattern.matcher(text).find();
    }

    private Remark remark(FileChange file, DiffLine line) {
        return Remark.about(file, line, level, category, title, hint);
    }
}
