package dev.tandemwork.review.llm.change;

import dev.tandemwork.review.llm.change.FileChange.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of {@code git diff-tree --raw -z}. Paths hold each byte as the character of its number.
 *
 * @param similarity of a renamed file, in percent
 */
record RawEntry(Status status, int similarity, Side before, Side after) {
    private static final Pattern HEAD = Pattern.compile(
            ":(?<old>[0-7]{6}) (?<new>[0-7]{6}) (?<from>[0-9a-f]{40,64}) (?<to>[0-9a-f]{40,64}) (?<status>[A-Z])(?<score>\\d*)");

    /** One side of it. */
    record Side(String path, FileMode mode, String blob) {
        boolean isPresent() {
            return mode != FileMode.ABSENT;
        }

        FileState state() {
            return new FileState(Decoding.path(path), mode, blob);
        }
    }

    static List<RawEntry> readAll(NulFields fields) {
        List<RawEntry> entries = new ArrayList<>();
        while (fields.startsWith(':')) {
            entries.add(read(fields));
        }
        return entries;
    }

    private static RawEntry read(NulFields fields) {
        String text = fields.next();
        Matcher head = HEAD.matcher(text);
        if (!head.matches()) {
            throw new UnreadableDiffException("entry [" + text + "] is not of the form that git lists files in");
        }
        Status status = Status.of(head.group("status").charAt(0));
        String from = fields.next();
        String to = status == Status.RENAMED ? fields.next() : from;
        return new RawEntry(
                status,
                status == Status.RENAMED ? Integer.parseInt(head.group("score")) : 0,
                new Side(from, FileMode.of(head.group("old")), head.group("from")),
                new Side(to, FileMode.of(head.group("new")), head.group("to")));
    }

    /** Returns the path for messages. */
    String shown() {
        return Decoding.path(after.path());
    }
}
