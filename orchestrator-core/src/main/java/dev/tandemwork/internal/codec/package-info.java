/** Turns typed values into JSON and back, exactly: the same value gives the same bytes, and nothing is guessed. */
@NullMarked
package dev.tandemwork.internal.codec;

import org.jspecify.annotations.NullMarked;
