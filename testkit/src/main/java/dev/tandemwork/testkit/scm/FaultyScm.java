package dev.tandemwork.testkit.scm;

import dev.tandemwork.scm.ScmClient;
import dev.tandemwork.scm.ScmException;
import dev.tandemwork.testkit.Fault;
import dev.tandemwork.testkit.Faults;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A {@link ScmClient} that breaks its contract on demand, and does what another one does otherwise. */
public final class FaultyScm {
    private final ScmClient delegate;
    private final ScmClient client;
    private final Faults<ScmCall> faults = Faults.none();

    private FaultyScm(ScmClient delegate) {
        this.delegate = delegate;
        this.client = (ScmClient) Proxy.newProxyInstance(
                ScmClient.class.getClassLoader(), new Class<?>[] {ScmClient.class}, this::invoke);
    }

    /** Returns a faulty client of which no fault is armed. */
    public static FaultyScm wrapping(ScmClient delegate) {
        return new FaultyScm(delegate);
    }

    /** Returns the client to hand to whatever is tested. */
    public ScmClient client() {
        return client;
    }

    /** Lets every {@code call} go wrong from now on. */
    public FaultyScm failing(ScmCall call, Fault fault) {
        faults.arm(call, fault);
        return this;
    }

    /** Lets {@code lie} replace the right answer of every {@code call} from now on. */
    public FaultyScm lying(ScmCall call, UnaryOperator<Object> lie) {
        faults.lie(call, lie);
        return this;
    }

    /** Returns the switch, to heal, release and await with. */
    public Faults<ScmCall> faults() {
        return faults;
    }

    private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Callable<@Nullable Object> right = () -> method.invoke(delegate, arguments);
        try {
            Optional<ScmCall> call = ScmCall.named(method.getName());
            return call.isPresent() ? faults.answer(call.get(), right) : right.call();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } catch (Faults.LostAnswer e) {
            throw ScmException.of(
                    ScmException.Kind.AMBIGUOUS,
                    "call [" + method.getName() + "] was cut short; look before " + "trying again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("call [" + method.getName() + "] hung until it was interrupted", e);
        }
    }
}
