package dev.tandemwork.review.llm.change;

import dev.tandemwork.review.llm.change.FileChange.Status;
import java.util.ArrayList;
import java.util.List;

/** What git said of the difference of two commits: three listings of the same files, in the same order. */
record Listing(List<Entry> entries) {
    /** One file in each of them; one that has become something else has two parts in the patch. */
    record Entry(RawEntry raw, Counts counts, List<PatchFile> patch) {
        boolean isBinary() {
            return counts.isBinary();
        }

        List<Hunk> hunks() {
            return patch.stream().flatMap(file -> file.hunks().stream()).toList();
        }
    }

    static Listing read(byte[] output) {
        try {
            return readAll(output);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // JGit's, where a header is cut off
            throw new UnreadableDiffException("the patch is not well-formed: " + e.getMessage());
        }
    }

    private static Listing readAll(byte[] output) {
        NulFields fields = new NulFields(output);
        List<RawEntry> raw = RawEntry.readAll(fields);
        List<Counts> counts = Counts.readAll(fields, raw.size());
        if (!fields.isAtEnd() && !fields.next().isEmpty()) {
            throw new UnreadableDiffException("git counts the lines of more files than it lists");
        }
        return join(raw, counts, PatchFile.readAll(output, fields.position()));
    }

    private static Listing join(List<RawEntry> raw, List<Counts> counts, List<PatchFile> patch) {
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        for (int file = 0; file < raw.size(); file++) {
            int parts = raw.get(file).status() == Status.TYPE_CHANGED ? 2 : 1;
            int end = Math.min(at + parts, patch.size());
            entries.add(new Entry(raw.get(file), counts.get(file), patch.subList(at, end)));
            at = end;
        }
        if (at < patch.size()) {
            throw new UnreadableDiffException("the patch has more files than git lists");
        }
        entries.forEach(CrossCheck::require);
        return new Listing(List.copyOf(entries));
    }
}
