/** Sandboxes: the runtime that users implement, and the values it is driven by. */
@NullMarked
package dev.tandemwork.worker;

import org.jspecify.annotations.NullMarked;
