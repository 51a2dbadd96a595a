/** What a {@link dev.tandemwork.journal.RunStore} must do, as a test class, and a store that fails on demand. */
@NullMarked
package dev.tandemwork.testkit.store;

import org.jspecify.annotations.NullMarked;
