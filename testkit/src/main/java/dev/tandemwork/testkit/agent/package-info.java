/** The real coding CLIs, for tests that run them. */
@NullMarked
package dev.tandemwork.testkit.agent;

import org.jspecify.annotations.NullMarked;
