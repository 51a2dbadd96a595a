package dev.tandemwork.agents.output;

import dev.tandemwork.agents.Visible;
import dev.tandemwork.worker.WorkerEvent;

/** Through which a worker tells what it does: nothing secret, nothing that acts on a terminal, nothing too long or too much. */
public final class Voice {
    private static final int LIMIT = 16 << 10;

    private final EventStream events;
    private final Transcript transcript;
    private final Redactor redactor;

    /** Each guarded by itself: the lines of both outputs come mixed. */
    private final LineVeil kept;

    private final LineVeil told;
    private final Pace pace = Pace.by(System::nanoTime);

    private Voice(EventStream events, Transcript transcript, Redactor redactor) {
        this.events = events;
        this.transcript = transcript;
        this.redactor = redactor;
        this.kept = redactor.lines();
        this.told = redactor.lines();
    }

    /** Returns a voice heard in {@code events}, kept in {@code transcript}, without what {@code redactor} veils. */
    public static Voice of(EventStream events, Transcript transcript, Redactor redactor) {
        return new Voice(events, transcript, redactor);
    }

    /** Tells that the worker has begun another part of its work. */
    public void phase(String phase) {
        transcript.write("--- " + phase, 0);
        tellHeld();
        events.publish(new WorkerEvent.Phase(phase));
    }

    /** Keeps a line of output in the transcript; {@code dropped} bytes of it are missing. */
    public void keep(String line, long dropped) {
        String veiled = veil(kept, line);
        transcript.write(dropped > 0 ? redactor.veilCut(veiled) : veiled, dropped);
        if (dropped > 0) {
            events.publish(new WorkerEvent.Dropped(dropped));
        }
    }

    /** Keeps a line of output, and tells it; {@code dropped} bytes of it are missing. */
    public void line(String line, long dropped) {
        keep(line, dropped);
        tell(new WorkerEvent.Line(dropped > 0 ? redactor.veilCut(line) : line));
    }

    /** Tells {@code event}, unless the worker has told too much lately. */
    public void tell(WorkerEvent event) {
        int size = size(event);
        if (size > 0 && !pace.admits(size)) {
            return;
        }
        tellHeld();
        if (event instanceof WorkerEvent.Line line) {
            events.publish(new WorkerEvent.Line(Visible.line(withinLimit(veil(told, line.text())))));
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
        return Visible.text(redactor.veil(text));
    }

    private String shown(String text, boolean block) {
        String cut = withinLimit(redactor.veil(text));
        return block ? Visible.text(cut) : Visible.line(cut);
    }

    private static String veil(LineVeil veil, String line) {
        synchronized (veil) {
            return veil.veil(line);
        }
    }

    private String withinLimit(String veiled) {
        String cut = cut(veiled);
        if (cut.length() < veiled.length()) {
            events.publish(new WorkerEvent.Dropped(veiled.length() - (long) cut.length()));
        }
        return cut;
    }

    private static String cut(String text) {
        if (text.length() <= LIMIT) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LIMIT - 1)) ? LIMIT - 1 : LIMIT);
    }
}
