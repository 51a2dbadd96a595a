/** Diffs: from clones, and what must be known of them. */
@NullMarked
package dev.tandemwork.github.diff;

import org.jspecify.annotations.NullMarked;
