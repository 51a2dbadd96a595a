package dev.tandemwork.local.worker;

import java.util.concurrent.Semaphore;

/** A place among the workers that may run at once. Used by one thread at a time. */
final class Place {
    private final Semaphore places;
    private boolean held;

    private Place(Semaphore places, boolean held) {
        this.places = places;
        this.held = held;
    }

    /** Returns a place that was taken. */
    static Place held(Semaphore places) {
        return new Place(places, true);
    }

    /** Returns a place that is yet to be taken. */
    static Place wanted(Semaphore places) {
        return new Place(places, false);
    }

    boolean isHeld() {
        return held;
    }

    /** Waits for a place, until a stop is asked for. */
    void take(StopSignal stop) {
        held = stop.interruptibly(() -> {
            try {
                places.acquire();
                return true;
            } catch (InterruptedException e) {
                stop.check();
                return false;
            }
        });
    }

    void leave() {
        if (held) {
            places.release();
        }
    }
}
