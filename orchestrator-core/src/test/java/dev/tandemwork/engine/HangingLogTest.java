package dev.tandemwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.tandemwork.engine.Samples.Text;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.internal.schedule.Timers;
import dev.tandemwork.internal.schedule.WorkCrew;
import dev.tandemwork.journal.RunId;
import dev.tandemwork.journal.RunLog;
import dev.tandemwork.journal.RunStore;
import dev.tandemwork.journal.RunStoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class HangingLogTest {
    private static final Text GO = new Text("go");

    private final Timers system = Timers.system();
    private final WorkCrew crew = WorkCrew.start(system);
    private final Minutes minutes = new Minutes();
    private final RunStore store = RunStore.inMemory();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
        crew.close();
        system.close();
    }

    /** Returns an engine whose logs hang in the append {@code n}. */
    private Engine engine(int n) {
        AtomicInteger appends = new AtomicInteger();
        return Engine.builder()
                .store(proxy(RunStore.class, store, method -> {
                    if (method.equals("append") && appends.incrementAndGet() == n) {
                        hang();
                    }
                }))
                .scheduling(crew, minutes)
                .build();
    }

    private void hang() {
        hangs.countDown();
        Uninterruptibles.awaitUninterruptibly(released);
    }

    /** What is called on an object, and on those that it returns, goes by {@code before}. */
    private interface Before {
        void call(String method);
    }

    private static <T> T proxy(Class<T> type, Object target, Before before) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            before.call(method.getName());
            try {
                Object result = method.invoke(target, args);
                return result instanceof RunLog log ? proxy(RunLog.class, log, before) : result;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void run_fails_whenItsLogHangs_andNamesIt(int append) throws InterruptedException {
        Run<Text> run = engine(append).start(Samples.sequence(), GO, RunOptions.id("r"));
        hangs.await();
        minutes.pass();
        minutes.pass();

        assertThat(run.await())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure())
                                .returns(Failure.Reason.STORE, Failure::reason)
                                .extracting(Failure::message)
                                .asString()
                                .contains("has not returned from append for PT1M"));
    }

    @Test
    void run_isResumed_onceTheLogReturns() throws InterruptedException {
        Run<Text> run = engine(3).start(Samples.sequence(), GO, RunOptions.id("r"));
        hangs.await();
        minutes.pass();
        minutes.pass();
        run.await();
        released.countDown();

        try (Engine engine = Engine.builder().store(store).build();
                Run<Text> resumed = resume(engine)) {
            assertThat(resumed.await().result()).contains(new Text("go a! b"));
        }
    }

    /** Resumes it when the writer's place is free, which it is soon after the log has returned. */
    private static Run<Text> resume(Engine engine) {
        while (true) {
            try {
                return engine.resume(Samples.sequence(), RunOptions.id("r"));
            } catch (RunStoreException locked) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void questions_stayAnswerable_afterALongWait() throws InterruptedException {
        Run<Text> run = engine(100).start(Samples.routed(), new Text("so so"), RunOptions.id("r"));
        run.await();
        minutes.pass();
        minutes.pass();
        run.answer(run.questions().get(0).path(), Samples.Answer.YES, "me");

        assertThat(run.await().result()).contains(new Text("so so YES end"));
        assertThat(RunHistory.read(store, RunId.of("r")).entries()).isNotEmpty();
    }

    /** A time of which minutes pass when the test says so. */
    private static final class Minutes implements Timers {
        private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();

        void pass() {
            int calls = due.size();
            for (int i = 0; i < calls; i++) {
                Runnable task = due.poll();
                if (task != null) {
                    task.run();
                }
            }
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Timer after(Duration delay, Runnable task) {
            due.add(task);
            return () -> due.remove(task);
        }

        @Override
        public void close() {
            due.clear();
        }
    }
}
