package dev.tandemwork.sysbox.internal.admission;

import dev.tandemwork.sysbox.internal.admission.Door.Verdict;
import dev.tandemwork.sysbox.internal.admission.Line.Ticket;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One caller's way through a line and a door. The caller's own thread does it all: it looks at the host, asks others to give
 * way, tells the listener, and takes what is behind the door when it is first in line and nothing is missing. So nobody is
 * called by a thread that isn't theirs, and whoever throws spoils no passage but their own.
 */
final class Passage<T> {
    private final Gate gate;
    private final Line line;
    private final Ticket ticket;
    private final Door<T> door;
    private final Consumer<Waiter> listener;
    private Shortage asked = Shortage.NONE;
    private @Nullable Waiter told;
    private @Nullable T passed;

    Passage(Gate gate, Line line, Ticket ticket, Door<T> door, Consumer<Waiter> listener) {
        this.gate = gate;
        this.line = line;
        this.ticket = ticket;
        this.door = door;
        this.listener = listener;
    }

    T pass() throws InterruptedException {
        gate.change(() -> line.join(ticket));
        try {
            T got = passed;
            while (got == null) {
                attempt();
                got = passed;
            }
            return got;
        } finally {
            gate.change(() -> line.leave(ticket));
        }
    }

    /** There is nothing to be done before another look. */
    private static void tryAgain() {}

    /** What is to be done without the lock is done after each look under it. */
    private void attempt() throws InterruptedException {
        boolean isFirst = gate.read(() -> line.isFirst(ticket));
        Optional<Reason> pressure = isFirst ? door.look() : Optional.empty();
        gate.step(() -> isFirst ? asFirst(pressure) : asLater()).run();
    }

    /** Somebody more urgent may have come in between. */
    private Runnable asFirst(Optional<Reason> pressure) throws InterruptedException {
        if (!line.isFirst(ticket)) {
            return Passage::tryAgain;
        }
        Verdict verdict = door.check(pressure);
        Reason reason = verdict.reason();
        if (reason == null) {
            passed = door.enter();
            return Passage::tryAgain;
        }
        if (line.isHeldBy(reason)) {
            gate.wake();
        }
        return asks(verdict.shortage()) ? this::makeRoom : tellOrAwait(verdict.isSilent());
    }

    private Runnable asLater() throws InterruptedException {
        return line.isFirst(ticket) ? Passage::tryAgain : tellOrAwait(false);
    }

    /** After each wait it asks again: who came in between does not know of the shortage. */
    private boolean asks(Shortage shortage) {
        boolean isNew = !shortage.equals(asked);
        asked = shortage;
        return isNew && !shortage.isNone();
    }

    private void makeRoom() {
        door.makeRoom(asked);
    }

    private Runnable tellOrAwait(boolean isSilent) throws InterruptedException {
        Waiter news = line.waiting(ticket).orElse(null);
        if (news == null || told != null && told.saysTheSameAs(news)) {
            gate.await(isSilent);
            asked = Shortage.NONE;
            return Passage::tryAgain;
        }
        told = news;
        return () -> listener.accept(news);
    }
}
