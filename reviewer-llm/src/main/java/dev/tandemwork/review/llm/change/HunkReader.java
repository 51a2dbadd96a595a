package dev.tandemwork.review.llm.change;

import dev.tandemwork.review.llm.change.DiffLine.Ending;
import dev.tandemwork.review.llm.change.DiffLine.Kind;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.patch.HunkHeader;

/** Reads the lines of one hunk, believing the counts of its header rather than what lines look like. */
final class HunkReader {
    private static final String NO_LINE_FEED = "\\ No newline at end of file";

    private final byte[] bytes;
    private final int end;
    private final List<DiffLine> lines = new ArrayList<>();
    private int at;
    private int before;
    private int after;
    private int beforeLeft;
    private int afterLeft;

    private HunkReader(HunkHeader header) {
        this.bytes = header.getBuffer();
        this.at = header.getStartOffset();
        this.end = header.getEndOffset();
        this.before = header.getOldImage().getStartLine();
        this.after = header.getNewStartLine();
        this.beforeLeft = header.getOldImage().getLineCount();
        this.afterLeft = header.getNewLineCount();
    }

    static Hunk read(HunkHeader header) {
        HunkReader reader = new HunkReader(header);
        reader.skipLine();
        while (reader.at < reader.end) {
            reader.readLine();
        }
        if (reader.beforeLeft != 0 || reader.afterLeft != 0) {
            throw unreadable("lacks lines that its header counts");
        }
        return new Hunk(reader.lines);
    }

    private void skipLine() {
        at = lineEnd() + 1;
    }

    private int lineEnd() {
        int found = at;
        while (found < end && bytes[found] != '\n') {
            found++;
        }
        if (found == end) {
            throw unreadable("ends within a line");
        }
        return found;
    }

    private void readLine() {
        if (bytes[at] == '\\') {
            endFile();
        } else {
            add(kind(bytes[at]));
        }
        skipLine();
    }

    private static Kind kind(byte sign) {
        return switch (sign) {
            case '+' -> Kind.ADDED;
            case '-' -> Kind.REMOVED;
            case ' ' -> Kind.CONTEXT;
            default -> throw unreadable("has a line that begins with [" + (char) sign + "]");
        };
    }

    private void add(Kind kind) {
        Decoding.Text text = Decoding.line(bytes, at + 1, lineEnd());
        int old = kind == Kind.ADDED ? 0 : before++;
        int young = kind == Kind.REMOVED ? 0 : after++;
        beforeLeft -= old == 0 ? 0 : 1;
        afterLeft -= young == 0 ? 0 : 1;
        if (beforeLeft < 0 || afterLeft < 0) {
            throw unreadable("has more lines than its header counts");
        }
        lines.add(new DiffLine(kind, old, young, text.value(), Ending.LINE_FEED, text.encoding()));
    }

    private void endFile() {
        String mark = Decoding.line(bytes, at, lineEnd()).value();
        if (lines.isEmpty() || !mark.equals(NO_LINE_FEED)) {
            throw unreadable("has a mark [" + mark + "] that is not known");
        }
        DiffLine last = lines.remove(lines.size() - 1);
        lines.add(new DiffLine(
                last.kind(), last.before(), last.after(), last.text(), Ending.END_OF_FILE, last.encoding()));
    }

    private static UnreadableDiffException unreadable(String found) {
        return new UnreadableDiffException("a hunk " + found);
    }
}
