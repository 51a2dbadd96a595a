package dev.tandemwork.sysbox.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Somebody who asks to be let in, and may have to wait, on a thread of their own. */
final class Caller<T> {
    private static final long DEADLINE_SECONDS = 20;

    private final List<Waiter> told = new CopyOnWriteArrayList<>();
    private final FutureTask<T> answer;
    private final Thread thread;

    private Caller(Asking<T> asking) {
        this.answer = new FutureTask<>((Callable<T>) () -> asking.ask(told::add));
        this.thread = new Thread(answer, "tandemwork-caller");
    }

    /** What is asked. */
    interface Asking<T> {
        T ask(java.util.function.Consumer<Waiter> listener) throws InterruptedException;
    }

    static <T> Caller<T> asks(Asking<T> asking) {
        Caller<T> caller = new Caller<>(asking);
        caller.thread.setDaemon(true);
        caller.thread.start();
        return caller;
    }

    static Caller<Reservation> of(Admission admission, Demand demand) {
        return asks(listener -> admission.reserve(demand, listener));
    }

    /** Returns who has been told that there is a wait. */
    Caller<T> waits() {
        until(() -> !told.isEmpty());
        return this;
    }

    T got() {
        try {
            return answer.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError("was not let in", e);
        }
    }

    Throwable failure() {
        try {
            throw new AssertionError("was let in: " + answer.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("waits on", e);
        }
    }

    boolean isIn() {
        return answer.isDone();
    }

    void interrupt() {
        thread.interrupt();
    }

    List<Waiter> told() {
        return told;
    }

    static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("time left").isNegative();
            LockSupport.parkNanos(1_000);
        }
    }
}
