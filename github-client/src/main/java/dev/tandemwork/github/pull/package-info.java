/** Pull requests, branches, diffs and checks, as they are read and opened. */
@NullMarked
package dev.tandemwork.github.pull;

import org.jspecify.annotations.NullMarked;
