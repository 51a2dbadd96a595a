/** Where the secrets of workers come from: one of its own for each attempt, taken back at its end where that can be done. */
@NullMarked
package dev.tandemwork.sysbox.secret;

import org.jspecify.annotations.NullMarked;
