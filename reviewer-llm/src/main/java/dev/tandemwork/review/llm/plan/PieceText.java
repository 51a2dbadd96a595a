package dev.tandemwork.review.llm.plan;

import dev.tandemwork.review.llm.change.DiffLine;
import dev.tandemwork.review.llm.change.FileChange;
import dev.tandemwork.review.llm.change.FileState;
import dev.tandemwork.review.llm.change.HiddenCharacters;
import java.util.Locale;

/** Writes pieces for a model. */
final class PieceText {
    private PieceText() {}

    static String head(FileChange file) {
        String moved = file.status() == FileChange.Status.RENAMED
                ? "from " + HiddenCharacters.show(file.before().path()) + ", " + file.similarity() + "% the same, "
                : "";
        return "File " + HiddenCharacters.show(file.path()) + " (" + word(file.status()) + ", " + moved
                + modes(file.before(), file.after()) + (file.lines().findAny().isEmpty() ? ", no lines" : "") + ")\n";
    }

    private static String modes(FileState before, FileState after) {
        boolean same = before.mode() == after.mode();
        return same ? word(after.mode()) : word(before.mode()) + " to " + word(after.mode());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String body(Piece piece) {
        if (piece.lines().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(border());
        piece.lines().forEach(line -> text.append(line(line)));
        return text.toString();
    }

    /** What stands before each run of lines without a gap. */
    static String border() {
        return "...\n";
    }

    static String line(DiffLine line) {
        String place = line.isRemoved() ? "L " + line.before() : "R " + line.after();
        String encoding = line.encoding() == DiffLine.Encoding.BYTES ? "<not UTF-8>" : "";
        String ending = line.ending() == DiffLine.Ending.END_OF_FILE ? "<no line feed>" : "";
        return place + " " + line.kind().sign() + "|" + HiddenCharacters.show(line.text()) + encoding + ending + "\n";
    }
}
