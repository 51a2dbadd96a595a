package dev.tandemwork.agents.output;

/** Masks known values in what comes in pieces and is no text. */
final class BinaryVeil implements VeiledFile.Content {
    private static final int ROOM = 64 << 10;

    private final Needles known;
    private final boolean whole;
    private final StringBuilder held = new StringBuilder();

    BinaryVeil(Needles known, boolean whole) {
        this.known = known;
        this.whole = whole;
    }

    @Override
    public String take(String piece) {
        held.append(piece);
        return held.length() > ROOM + known.longest() ? takeBeginning() : "";
    }

    private String takeBeginning() {
        String text = held.toString();
        Spans spans = spans(text);
        int cut = spans.cut(text.length() - known.longest());
        held.delete(0, cut);
        return spans.mask(text, cut);
    }

    @Override
    public String end() {
        String text = held.toString();
        Spans spans = spans(text);
        if (!whole) {
            known.findBegun(text, spans);
        }
        return spans.mask(text, text.length());
    }

    private Spans spans(String text) {
        Spans spans = new Spans();
        known.find(text, spans);
        return spans;
    }
}
