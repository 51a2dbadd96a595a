package dev.tandemwork.agents;

import dev.tandemwork.worker.WorkerEvent;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Makes visible what would move a cursor, hide text or turn its direction, so that output can be shown anywhere. */
public final class Visible {
    private static final int DETAIL_LIMIT = 200;
    private static final HexFormat HEX = HexFormat.of();

    private Visible() {}

    /** Returns {@code raw} as one line. */
    public static String line(String raw) {
        return replace(raw, c -> c != '\t' && isUnseen(c));
    }

    /** Returns {@code raw} with its line ends. */
    public static String text(String raw) {
        return replace(raw, c -> c != '\t' && c != '\n' && isUnseen(c));
    }

    /** Returns the first line of {@code raw}, short enough for a table; what was left out shows as an ellipsis. */
    static String detail(String raw) {
        String first = raw.strip().lines().findFirst().orElse("");
        boolean cut = first.length() < raw.strip().length() || first.length() > DETAIL_LIMIT;
        return line(first.substring(0, Math.min(first.length(), DETAIL_LIMIT))) + (cut ? " ..." : "");
    }

    /** Returns the event that {@code raw} was said; none for a blank. */
    static List<WorkerEvent> said(String raw) {
        return raw.isBlank() ? List.of() : List.of(new WorkerEvent.Said(text(raw.strip())));
    }

    /** Returns {@code first}, then {@code then}. */
    static List<WorkerEvent> join(List<WorkerEvent> first, List<WorkerEvent> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private static String replace(String raw, IntPredicate unseen) {
        if (raw.chars().noneMatch(unseen)) {
            return raw;
        }
        StringBuilder seen = new StringBuilder(raw.length() + 16);
        raw.chars().forEach(c -> {
            if (unseen.test(c)) {
                seen.append("\\u").append(HEX.toHexDigits((char) c));
            } else {
                seen.append((char) c);
            }
        });
        return seen.toString();
    }

    private static boolean isUnseen(int c) {
        return Character.isISOControl(c) || isDirection(c) || c == '\u2028' || c == '\u2029';
    }

    private static boolean isDirection(int c) {
        return c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
    }
}
