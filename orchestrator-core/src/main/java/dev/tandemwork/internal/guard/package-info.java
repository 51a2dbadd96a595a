/** Holds implementations of the SPIs to their contracts, and names the one that breaks a rule. */
@NullMarked
package dev.tandemwork.internal.guard;

import org.jspecify.annotations.NullMarked;
