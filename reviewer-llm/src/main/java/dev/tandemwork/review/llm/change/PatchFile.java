package dev.tandemwork.review.llm.change;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.patch.Patch;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/** One file of a patch. */
record PatchFile(FileHeader header, List<Hunk> hunks) {
    /** Reads {@code output} from {@code start} to its end. */
    static List<PatchFile> readAll(byte[] output, int start) {
        Patch patch = new Patch();
        patch.parse(output, start, output.length);
        if (!patch.getErrors().isEmpty()) {
            throw new UnreadableDiffException(
                    "the patch is not well-formed: " + patch.getErrors().get(0).getMessage());
        }
        return patch.getFiles().stream().map(PatchFile::of).toList();
    }

    private static PatchFile of(FileHeader header) {
        return new PatchFile(
                header, header.getHunks().stream().map(HunkReader::read).toList());
    }

    boolean isBinary() {
        return header.getPatchType() != FileHeader.PatchType.UNIFIED;
    }

    int count(DiffLine.Kind kind) {
        return hunks.stream().mapToInt(hunk -> hunk.count(kind)).sum();
    }

    /** Refuses to be about another file, or other contents, than git lists. */
    void requireAbout(RawEntry.Side before, RawEntry.Side after) {
        String expected = "diff --git " + Quoting.quoteWhereNeeded("a/" + before.path()) + " "
                + Quoting.quoteWhereNeeded("b/" + after.path());
        boolean same = firstLine().equals(expected)
                && isMode(header.getOldMode(), before)
                && isMode(header.getNewMode(), after)
                && hasIds(before, after);
        if (!same) {
            throw new UnreadableDiffException("the patch has [" + firstLine() + "] where git lists [" + expected
                    + "]; expected the same names, modes and contents");
        }
    }

    private String firstLine() {
        int start = header.getStartOffset();
        int end = RawParseUtils.nextLF(header.getBuffer(), start) - 1;
        return new String(header.getBuffer(), start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** A patch tells a mode where it changes, and both ids where the content does. */
    private static boolean isMode(@Nullable FileMode mode, RawEntry.Side side) {
        return mode == null
                || mode.equals(FileMode.fromBits(Integer.parseInt(side.mode().octal(), 8)));
    }

    private boolean hasIds(RawEntry.Side before, RawEntry.Side after) {
        return header.getOldId() == null && before.blob().equals(after.blob())
                || header.getOldId() != null
                        && header.getOldId().name().equals(before.blob())
                        && header.getNewId().name().equals(after.blob());
    }
}
