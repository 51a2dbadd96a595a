/** Tokens and those who carry them. */
@NullMarked
package dev.tandemwork.testkit.github.internal.access;

import org.jspecify.annotations.NullMarked;
