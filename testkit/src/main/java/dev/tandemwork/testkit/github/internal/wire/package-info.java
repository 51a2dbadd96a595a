/** Requests, answers and refusals, as GitHub words them. */
@NullMarked
package dev.tandemwork.testkit.github.internal.wire;

import org.jspecify.annotations.NullMarked;
