package dev.tandemwork.graph;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text of a drawing while it is written: shapes in their frames, and after all of them the lines between. */
final class MermaidPage {
    private static final Map<Overlay.Tone, String> TONES = Map.of(
            Overlay.Tone.RUNNING, "fill:#ddf4ff,stroke:#0969da,color:#0a3069,stroke-width:2px",
            Overlay.Tone.WAITING, "fill:#fff8c5,stroke:#9a6700,color:#4d2d00,stroke-width:2px",
            Overlay.Tone.COMPLETED, "fill:#dafbe1,stroke:#1a7f37,color:#0b3d1a",
            Overlay.Tone.FAILED, "fill:#ffebe9,stroke:#cf222e,color:#6e0c13,stroke-width:2px",
            Overlay.Tone.CANCELLED, "fill:#eaeef2,stroke:#6e7781,color:#424a53,stroke-dasharray:4 3");

    private final StringBuilder shapes = new StringBuilder("flowchart TD\n");
    private final List<String> lines = new ArrayList<>();
    private final Map<Overlay.Tone, List<String>> toned = new EnumMap<>(Overlay.Tone.class);
    private final List<String> frames = new ArrayList<>();
    private final Overlay overlay;
    private int depth = 1;

    MermaidPage(Overlay overlay) {
        this.overlay = overlay;
    }

    /** Draws the shape of what stands at {@code path}; {@code shape} has its label as {@code %s}. */
    String shape(String path, String shape, String... label) {
        String id = MermaidText.id(path);
        List<String> text = new ArrayList<>(List.of(label));
        text.add(mark(path, id));
        write(id + shape.formatted(MermaidText.label(text.toArray(String[]::new))));
        return id;
    }

    void open(String path, String title) {
        String id = MermaidText.id(path);
        frames.add(id);
        String marked = mark(path, id);
        write("subgraph " + id + "[" + MermaidText.label(marked.isEmpty() ? title : title + " - " + marked) + "]");
        depth++;
    }

    void close() {
        depth--;
        write("end");
    }

    void line(String from, String label, boolean dotted, String to) {
        String arrow = dotted ? "-.->" : "-->";
        lines.add(from + " " + arrow + (label.isEmpty() ? " " : "|" + MermaidText.label(label) + "| ") + to);
    }

    private String mark(String path, String id) {
        Overlay.Mark mark = overlay.marks().get(path);
        if (mark == null) {
            return "";
        }
        if (TONES.containsKey(mark.tone())) {
            toned.computeIfAbsent(mark.tone(), tone -> new ArrayList<>()).add(id);
        }
        return mark.text();
    }

    private void write(String line) {
        shapes.append("    ".repeat(depth)).append(line).append('\n');
    }

    String text() {
        lines.forEach(this::write);
        if (!frames.isEmpty()) {
            write("classDef frame fill:none,stroke:#8c959f");
            write("class " + String.join(",", frames) + " frame");
        }
        toned.forEach((tone, ids) -> {
            String name = tone.name().toLowerCase(Locale.ROOT);
            write("classDef " + name + " " + TONES.get(tone));
            write("class " + String.join(",", ids) + " " + name);
        });
        return shapes.toString();
    }
}
