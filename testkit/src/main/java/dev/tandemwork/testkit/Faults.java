package dev.tandemwork.testkit;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each call of an SPI whether it goes well.
 *
 * @param <C> names the calls
 */
public final class Faults<C extends Enum<C>> {
    private static final long SECONDS = 30;

    private final Map<C, Fault> armed = new ConcurrentHashMap<>();
    private final Map<C, UnaryOperator<Object>> lies = new ConcurrentHashMap<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Faults() {}

    /** Returns faults of which none is armed. */
    public static <C extends Enum<C>> Faults<C> none() {
        return new Faults<>();
    }

    /** Lets every {@code call} go wrong from now on. */
    public void arm(C call, Fault fault) {
        armed.put(call, fault);
    }

    /** Lets {@code lie} replace the right answer of every {@code call} from now on. */
    public void lie(C call, UnaryOperator<Object> lie) {
        lies.put(call, lie);
    }

    /** Lets every call go well from now on; those that hang deaf go on hanging. */
    public void heal() {
        armed.clear();
        lies.clear();
    }

    /** Ends every hang. */
    public void release() {
        released.countDown();
    }

    /** Waits until a call hangs, for at most 30 seconds. */
    public void awaitHang() throws InterruptedException {
        if (!hanging.await(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no call hangs after " + SECONDS + " s; expected one that was armed to be made");
        }
    }

    /** Returns the answer of {@code right}, or what the armed fault makes of it. */
    public @Nullable Object answer(C call, Callable<?> right) throws Exception {
        Fault fault = armed.get(call);
        if (fault == null) {
            Object answer = right.call();
            UnaryOperator<Object> lie = lies.get(call);
            return lie == null ? answer : lie.apply(answer);
        }
        return wrong(fault, right);
    }

    private @Nullable Object wrong(Fault fault, Callable<?> right) throws Exception {
        return switch (fault) {
            case ANSWER_NULL -> null;
            case THROW_FOREIGN -> throw new UnsupportedOperationException("a fault was armed");
            case THROW_ERROR -> throw new LinkageError("a fault was armed");
            case HANG -> hang();
            case HANG_DEAF -> hangDeaf();
            case LOSE_ANSWER -> lose(right);
            case DO_TWICE -> twice(right);
        };
    }

    private @Nullable Object hang() throws InterruptedException {
        hanging.countDown();
        released.await();
        return null;
    }

    private @Nullable Object hangDeaf() {
        boolean released = false;
        while (!released) {
            released = hangOnce();
        }
        return null;
    }

    private boolean hangOnce() {
        try {
            hang();
            return true;
        } catch (InterruptedException e) {
            // being deaf to this is the fault
            return false;
        }
    }

    private static Object lose(Callable<?> right) throws Exception {
        Object lost = right.call();
        throw new LostAnswer("the answer " + lost + " was lost");
    }

    private static @Nullable Object twice(Callable<?> right) throws Exception {
        right.call();
        return right.call();
    }

    /** Thrown when an answer is lost; each SPI's fake turns it into what that SPI throws then. */
    public static final class LostAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private LostAnswer(String message) {
            super(message);
        }
    }
}
