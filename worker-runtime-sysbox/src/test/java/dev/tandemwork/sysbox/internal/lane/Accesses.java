package dev.tandemwork.sysbox.internal.lane;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Gathers what is asked for. */
final class Accesses implements AccessLog.Listener {
    private static final long PATIENCE = 20_000_000_000L;

    private final List<AccessRecord> records = new CopyOnWriteArrayList<>();
    final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public synchronized void asked(AccessRecord access) {
        records.add(access);
        notifyAll();
    }

    @Override
    public void ended() {
        ended.countDown();
    }

    List<AccessRecord> all() {
        return records;
    }

    /** Waits for an access whose line for people ends so. */
    synchronized AccessRecord await(String what) {
        long last = System.nanoTime() + PATIENCE;
        Optional<AccessRecord> found = find(what);
        try {
            while (found.isEmpty() && System.nanoTime() < last) {
                wait(1000);
                found = find(what);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return found.orElseThrow(() -> new AssertionError("no access to [" + what + "] in " + records));
    }

    private Optional<AccessRecord> find(String what) {
        return records.stream()
                .filter(access -> access.text().endsWith(" " + what))
                .findFirst();
    }
}
