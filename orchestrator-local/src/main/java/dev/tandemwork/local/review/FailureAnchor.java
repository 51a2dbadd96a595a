package dev.tandemwork.local.review;

import dev.tandemwork.review.Anchor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the place that a failed check talks about: the first {@code path:line} whose path the change touches. */
final class FailureAnchor {
    private FailureAnchor() {}

    static Anchor of(String output, List<String> paths, Path work) {
        Optional<Matcher> first = paths.stream()
                .map(path -> place(path).matcher(output))
                .filter(Matcher::find)
                .min((one, other) -> Integer.compare(one.start(), other.start()));
        return first.flatMap(match -> line(match, work)).orElseGet(Anchor.WholeChange::new);
    }

    private static Pattern place(String path) {
        return Pattern.compile("(?<![\\w.-])(" + Pattern.quote(path) + "):\\[?(\\d{1,7})\\b");
    }

    private static Optional<Anchor> line(Matcher match, Path work) {
        int number = Integer.parseInt(match.group(2));
        return text(work.resolve(match.group(1)), number)
                .map(quote -> new Anchor.Line(match.group(1), number, number, quote));
    }

    private static Optional<String> text(Path file, int number) {
        if (number < 1 || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return number <= lines.size() ? Optional.of(lines.get(number - 1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
