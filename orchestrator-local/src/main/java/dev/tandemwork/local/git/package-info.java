/** Git itself, run as a process. */
@NullMarked
package dev.tandemwork.local.git;

import org.jspecify.annotations.NullMarked;
