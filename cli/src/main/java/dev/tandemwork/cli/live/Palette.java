package dev.tandemwork.cli.live;

/** Colours, or none. */
public enum Palette {
    /** The sixteen colours that every terminal has. */
    COLOURED,
    /** No escapes at all. */
    PLAIN;

    /** Returns {@code text} in the colour of {@code kind}. */
    public String paint(Phase.Kind kind, String text) {
        return switch (kind) {
            case IDLE -> code("2", text);
            case BUSY -> code("36", text);
            case ASKING -> code("1;33", text);
            case GOOD -> code("32", text);
            case BAD -> code("31", text);
        };
    }

    /** Returns {@code text} so that it stands out. */
    public String bold(String text) {
        return code("1", text);
    }

    /** Returns {@code text} so that it steps back. */
    public String dim(String text) {
        return code("2", text);
    }

    private String code(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
