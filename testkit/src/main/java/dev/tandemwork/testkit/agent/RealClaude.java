package dev.tandemwork.testkit.agent;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Marks tests of the real {@code claude}: they need it, and on CI its absence is a failure. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("claude")
@ExtendWith(ClaudeBinary.class)
public @interface RealClaude {}
