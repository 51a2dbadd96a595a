package dev.tandemwork.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes several calls at the same moment, each in a thread of its own. */
public final class Together {
    private static final long SECONDS = 60;

    private Together() {}

    /**
     * Returns the answers, in the order of the calls.
     *
     * @throws AssertionError if a call threw, or did not end within a minute
     */
    public static <T> List<T> call(List<? extends Callable<T>> calls) {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        List<FutureTask<T>> tasks = new ArrayList<>();
        for (Callable<T> call : calls) {
            tasks.add(started(start, call));
        }
        return tasks.stream().map(Together::answer).toList();
    }

    private static <T> FutureTask<T> started(CyclicBarrier start, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(() -> {
            start.await();
            return call.call();
        });
        Thread thread = new Thread(task, "tandemwork-together");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> T answer(FutureTask<T> task) {
        try {
            return task.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a call failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a call did not end within " + SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }
}
