package dev.tandemwork.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Handles signals of the operating system. It goes by reflection, for the JDK has no supported way: where there is none,
 * signals do what they do by default.
 */
final class Signals {
    private Signals() {}

    /** Has {@code action} run at each signal {@code name}; returns whether that could be arranged. */
    static boolean handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, handling(name, action));
            Object number = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, number, proxy);
            return true;
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            return false;
        }
    }

    private static InvocationHandler handling(String name, Runnable action) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "equals" -> isSame(proxy, arguments[0]);
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "handler of " + name;
            default -> {
                action.run();
                yield null;
            }
        };
    }

    /** The proxy's own {@code equals} ends here, so that only its identity is left to compare. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }
}
