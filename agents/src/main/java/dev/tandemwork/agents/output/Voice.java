package dev.tandemwork.agents.output;

import dev.tandemwork.agents.Visible;
import dev.tandemwork.worker.WorkerEvent;
import java.util.function.UnaryOperator;

/** Through which a worker tells what it does: nothing secret, nothing that acts on a terminal, nothing too long or too much. */
public final class Voice {
    private static final int LIMIT = 16 << 10;

    private final EventStream events;
    private final Transcript transcript;
    private final UnaryOperator<String> veil;
    private final Pace pace = Pace.by(System::nanoTime);

    private Voice(EventStream events, Transcript transcript, UnaryOperator<String> veil) {
        this.events = events;
        this.transcript = transcript;
        this.veil = veil;
    }

    /** Returns a voice heard in {@code events}, kept in {@code transcript}, with {@code veil} over what is secret. */
    public static Voice of(EventStream events, Transcript transcript, UnaryOperator<String> veil) {
        return new Voice(events, transcript, veil);
    }

    /** Tells that the worker has begun another part of its work. */
    public void phase(String phase) {
        transcript.write("--- " + phase, 0);
        tellHeld();
        events.publish(new WorkerEvent.Phase(phase));
    }

    /** Keeps a line of output in the transcript; {@code dropped} bytes of it are missing. */
    public void keep(String line, long dropped) {
        transcript.write(veil.apply(line), dropped);
        if (dropped > 0) {
            events.publish(new WorkerEvent.Dropped(dropped));
        }
    }

    /** Keeps a line of output, and tells it; {@code dropped} bytes of it are missing. */
    public void line(String line, long dropped) {
        keep(line, dropped);
        tell(new WorkerEvent.Line(line));
    }

    /** Tells {@code event}, unless the worker has told too much lately. */
    public void tell(WorkerEvent event) {
        int size = size(event);
        if (size > 0 && !pace.admits(size)) {
            return;
        }
        tellHeld();
        if (event instanceof WorkerEvent.Line line) {
            events.publish(new WorkerEvent.Line(shown(line.text(), false)));
        } else if (event instanceof WorkerEvent.Said said) {
            events.publish(new WorkerEvent.Said(shown(said.text(), true)));
        } else if (event instanceof WorkerEvent.UsedTool used) {
            events.publish(new WorkerEvent.UsedTool(shown(used.tool(), false), shown(used.detail(), false)));
        } else {
            events.publish(event);
        }
    }

    /** What was held back is told where it is missing. */
    private void tellHeld() {
        long held = pace.takeHeld();
        if (held > 0) {
            events.publish(new WorkerEvent.Dropped(held));
        }
    }

    /** What is no text is always told; an empty line is a line. */
    private static int size(WorkerEvent event) {
        if (event instanceof WorkerEvent.Line line) {
            return size(line.text());
        }
        if (event instanceof WorkerEvent.Said said) {
            return size(said.text());
        }
        return event instanceof WorkerEvent.UsedTool used ? size(used.detail()) : 0;
    }

    /** What is cut off a long text is not shown. */
    private static int size(String text) {
        return 1 + Math.min(LIMIT, text.length());
    }

    /** Returns {@code text} as it may be kept and shown. */
    public String clean(String text) {
        return Visible.text(veil.apply(text));
    }

    private String shown(String text, boolean block) {
        String veiled = veil.apply(text);
        String cut = cut(veiled);
        if (cut.length() < veiled.length()) {
            events.publish(new WorkerEvent.Dropped(veiled.length() - (long) cut.length()));
        }
        return block ? Visible.text(cut) : Visible.line(cut);
    }

    private static String cut(String text) {
        if (text.length() <= LIMIT) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LIMIT - 1)) ? LIMIT - 1 : LIMIT);
    }
}
