/** What every part of Tandemwork shares: the root of its exceptions and the rules for names. */
@NullMarked
package dev.tandemwork;

import org.jspecify.annotations.NullMarked;
