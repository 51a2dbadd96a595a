package dev.tandemwork.cli;

import dev.tandemwork.engine.Run;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What Ctrl-C does: the first drains the run, the second cancels it, the third ends this process at once. */
final class Interruptions {
    private static final int HALTED = 130;

    private final AtomicInteger count = new AtomicInteger();
    private final Run<?> run;
    private final Consumer<String> notices;
    private final Runnable restore;

    /**
     * Creates it.
     *
     * @param notices told what happens next
     * @param restore gives the terminal back, before the process halts
     */
    Interruptions(Run<?> run, Consumer<String> notices, Runnable restore) {
        this.run = run;
        this.notices = notices;
        this.restore = restore;
    }

    void install() {
        Signals.handle("INT", this::interrupt);
        Signals.handle("TERM", this::interrupt);
    }

    private void interrupt() {
        switch (count.incrementAndGet()) {
            case 1 -> drain();
            case 2 -> cancel();
            default -> halt();
        }
    }

    private void drain() {
        notices.accept("stopping: what runs now may end, nothing else begins; Ctrl-C again cancels the run");
        run.drain();
    }

    private void cancel() {
        notices.accept("cancelling: workers are asked to end; Ctrl-C again kills them, and ends this program at once");
        run.cancel("cancelled by Ctrl-C");
    }

    /** A worker that is left behind would work on for nobody. */
    private void halt() {
        restore.run();
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(HALTED);
    }
}
