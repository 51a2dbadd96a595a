package dev.tandemwork.review.llm.change;

import dev.tandemwork.review.llm.change.DiffLine.Kind;
import dev.tandemwork.review.llm.change.FileChange.Status;
import java.util.List;

/** Holds the three listings of a file against each other. */
final class CrossCheck {
    private CrossCheck() {}

    static void require(Listing.Entry entry) {
        requireNames(entry);
        requireCounts(entry);
    }

    private static void requireNames(Listing.Entry entry) {
        RawEntry raw = entry.raw();
        boolean becameOther = raw.status() == Status.TYPE_CHANGED;
        if (entry.patch().size() != (becameOther ? 2 : 1)) {
            throw new UnreadableDiffException("the patch lacks [" + raw.shown() + "], which git lists");
        }
        if (becameOther) {
            entry.patch().get(0).requireAbout(raw.before(), absent(raw.before()));
            entry.patch().get(1).requireAbout(absent(raw.after()), raw.after());
        } else {
            entry.patch().get(0).requireAbout(raw.before(), raw.after());
        }
        if (!entry.counts().from().equals(raw.before().path())
                || !entry.counts().to().equals(raw.after().path())) {
            throw new UnreadableDiffException("git does not count the lines of [" + raw.shown() + "], which it lists");
        }
    }

    private static RawEntry.Side absent(RawEntry.Side side) {
        return new RawEntry.Side(
                side.path(), FileMode.ABSENT, "0".repeat(side.blob().length()));
    }

    private static void requireCounts(Listing.Entry entry) {
        boolean shownBinary = isShownBinary(entry);
        int added = count(entry.patch(), Kind.ADDED);
        int removed = count(entry.patch(), Kind.REMOVED);
        if (shownBinary != entry.isBinary() || !shownBinary && !agrees(entry, added, removed)) {
            throw new UnreadableDiffException("the patch of [" + entry.raw().shown() + "] has +" + added + " -"
                    + removed + (shownBinary ? " and is binary" : "") + "; expected " + entry.counts()
                    + ", as git counts");
        }
    }

    /** Of a binary file that only moved, or changed its mode, a patch says nothing. */
    private static boolean isShownBinary(Listing.Entry entry) {
        boolean same = entry.raw().before().blob().equals(entry.raw().after().blob());
        return entry.patch().stream().anyMatch(PatchFile::isBinary) || same && entry.isBinary();
    }

    private static int count(List<PatchFile> patch, Kind kind) {
        return patch.stream().mapToInt(file -> file.count(kind)).sum();
    }

    /** Of a file that has become something else git counts the lines that differ, but shows all. */
    private static boolean agrees(Listing.Entry entry, int added, int removed) {
        Counts counts = entry.counts();
        return entry.raw().status() == Status.TYPE_CHANGED
                ? added - removed == counts.added() - counts.removed()
                : added == counts.added() && removed == counts.removed();
    }
}
