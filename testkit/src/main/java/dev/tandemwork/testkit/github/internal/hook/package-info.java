/** Webhooks: telling others what happens. */
@NullMarked
package dev.tandemwork.testkit.github.internal.hook;

import org.jspecify.annotations.NullMarked;
