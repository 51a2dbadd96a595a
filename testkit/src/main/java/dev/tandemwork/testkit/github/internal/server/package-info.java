/** The server: who asks, how much, what goes wrong, what changed. */
@NullMarked
package dev.tandemwork.testkit.github.internal.server;

import org.jspecify.annotations.NullMarked;
