package dev.tandemwork.internal.guard;

import dev.tandemwork.ContractException;
import dev.tandemwork.worker.WorkerRuntime;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an implementation of an SPI. A null, or an exception that the interface does not name, becomes a {@link
 * ContractException} that names the implementation, the method and the rule.
 */
public final class SpiGuard implements InvocationHandler {
    /** Of the JDK, or a default method of an interface, which forwards to theirs. */
    private static final Pattern NOT_THEIRS =
            Pattern.compile("(java|jdk|sun)\\.|" + Pattern.quote(WorkerRuntime.class.getName()) + "$");

    private final Object implementation;
    private final String label;
    private final Class<? extends RuntimeException> allowed;

    private SpiGuard(Object implementation, String label, Class<? extends RuntimeException> allowed) {
        this.implementation = implementation;
        this.label = label;
        this.allowed = allowed;
    }

    /**
     * Returns {@code implementation} behind a guard.
     *
     * @param spi its interface
     * @param role what it is, for messages: {@code reviewer style}
     * @param allowed the one kind of unchecked exception that the interface names
     */
    public static <T> T guard(Class<T> spi, T implementation, String role, Class<? extends RuntimeException> allowed) {
        String label = role + " (" + implementation.getClass().getName() + ")";
        Object guarded = Proxy.newProxyInstance(
                spi.getClassLoader(), new Class<?>[] {spi}, new SpiGuard(implementation, label, allowed));
        return spi.cast(guarded);
    }

    /** Returns the method of an implementation that {@code thread} is in, {@code com.acme.Style.review()}, if any. */
    public static Optional<String> callOf(Thread thread) {
        Optional<String> call = Optional.empty();
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().equals(SpiGuard.class.getName())) {
                return call;
            }
            boolean isTheirs = !NOT_THEIRS.matcher(frame.getClassName()).lookingAt();
            call = isTheirs ? Optional.of(frame.getClassName() + "." + frame.getMethodName() + "()") : call;
        }
        return Optional.empty();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return checked(method, method.invoke(implementation, arguments));
        } catch (InvocationTargetException thrown) {
            throw translated(method, Objects.requireNonNull(thrown.getCause()));
        }
    }

    private @Nullable Object checked(Method method, @Nullable Object returned) {
        if (returned == null && method.getReturnType() != void.class) {
            throw ContractException.of(
                    label,
                    "returned null from " + method.getName() + "(); expected a "
                            + method.getReturnType().getSimpleName() + ", never null",
                    null);
        }
        return returned;
    }

    private Throwable translated(Method method, Throwable thrown) {
        if (allowed.isInstance(thrown) || thrown instanceof ContractException || isDeclared(method, thrown)) {
            return thrown;
        }
        return ContractException.of(
                label,
                "threw " + thrown + " from " + method.getName() + "(); expected a " + allowed.getSimpleName()
                        + " or none",
                thrown);
    }

    private static boolean isDeclared(Method method, Throwable thrown) {
        for (Class<?> declared : method.getExceptionTypes()) {
            if (declared.isInstance(thrown)) {
                return true;
            }
        }
        return false;
    }
}
