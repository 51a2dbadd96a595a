package dev.tandemwork.cli.report;

/** Small signs around the point 0,0, told apart by their shape as well as by their colour. */
final class Glyph {
    private Glyph() {}

    static Element of(Mark.Kind kind) {
        return switch (kind) {
            case LANDED -> sign("landed", "M-3.5 0.2 L-1 2.8 L3.8 -2.6");
            case FAILED, ENDED -> sign("failed", "M-2.8 -2.8 L2.8 2.8 M-2.8 2.8 L2.8 -2.8");
            case SENT_BACK -> sign("sent-back", "M3.4 2.6 L3.4 -0.6 L-3.2 -0.6 M-0.8 -3.2 L-3.4 -0.6 L-0.8 2");
            case CONFLICT ->
                sign("conflict", "M-3.8 -1.8 L3.4 -1.8 M1.4 -3.8 L3.4 -1.8 M3.8 1.8 L-3.4 1.8 M-1.4 3.8 L-3.4 1.8");
            case ASKED, ANSWERED -> sign("asked", "M-2.2 -1.8 A2.3 2.3 0 1 1 0 0.8 L0 1.4 M0 3.6 L0 4");
        };
    }

    private static Element sign(String style, String path) {
        return Element.of("g", "sign " + style)
                .add(Element.of("circle").with("r", "8"))
                .add(Element.of("path").with("d", path));
    }
}
