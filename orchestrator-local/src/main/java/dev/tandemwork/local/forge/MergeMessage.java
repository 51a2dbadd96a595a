package dev.tandemwork.local.forge;

import dev.tandemwork.scm.CommitId;
import dev.tandemwork.scm.MergeSpec;
import java.util.stream.Collectors;

/** The message of a squash commit. Its last two lines tell which pull request it is, and which commit was merged. */
final class MergeMessage {
    private MergeMessage() {}

    static String of(MergeSpec spec, long number) {
        String title = clean(spec.title()).replaceAll("\\s+", " ").strip();
        String body = clean(spec.body()).strip();
        return (title + "\n\n" + body).strip() + "\n\n" + trailers(number, spec.expectedHead()) + "\n";
    }

    /** Removes what git refuses, or a terminal would obey. */
    private static String clean(String text) {
        return text.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    static String firstTrailer(long number) {
        return "Tandemwork-Pull-Request: " + number;
    }

    private static String trailers(long number, CommitId head) {
        return firstTrailer(number) + "\nTandemwork-Head: " + head;
    }

    static boolean ends(String message, long number, CommitId head) {
        return message.strip().endsWith("\n" + trailers(number, head));
    }
}
