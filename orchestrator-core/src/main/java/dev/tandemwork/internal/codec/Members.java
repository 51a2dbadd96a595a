package dev.tandemwork.internal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The members of records, as handles. */
final class Members {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

    private Members() {}

    /** Returns a handle that takes the values of all components and returns the record. */
    static MethodHandle constructor(Class<?> type, Place place) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] parameters =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            requireOpen(constructor, type, place);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(CONSTRUCTOR);
        } catch (ReflectiveOperationException e) {
            throw place.refuse(type, "has no usable canonical constructor: " + e.getMessage());
        }
    }

    /** Returns a handle that takes the record and returns the component. */
    static MethodHandle getter(RecordComponent component, Place place) {
        Class<?> type = component.getDeclaringRecord();
        requireOpen(component.getAccessor(), type, place);
        try {
            return MethodHandles.lookup().unreflect(component.getAccessor()).asType(GETTER);
        } catch (IllegalAccessException e) {
            throw place.refuse(type, "has no usable accessor: " + e.getMessage());
        }
    }

    static @Nullable Object get(MethodHandle getter, Object target) {
        try {
            return (Object) getter.invokeExact(target);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    static Object construct(MethodHandle constructor, @Nullable Object[] values) {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw unchecked(e);
        }
    }

    private static void requireOpen(AccessibleObject member, Class<?> type, Place place) {
        if (!member.trySetAccessible()) {
            String reader = Members.class.getModule().isNamed()
                    ? " to " + Members.class.getModule().getName()
                    : "";
            throw place.refuse(
                    type,
                    "is not open; expected the module [" + type.getModule().getName()
                            + "] to export it, or to say: opens " + type.getPackageName() + reader);
        }
    }

    private static RuntimeException unchecked(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException unchecked ? unchecked : new UndeclaredThrowableException(e);
    }
}
