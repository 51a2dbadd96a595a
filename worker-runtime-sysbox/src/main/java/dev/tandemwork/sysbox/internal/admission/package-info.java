/** Who may start next, and why the others wait. */
@NullMarked
package dev.tandemwork.sysbox.internal.admission;

import org.jspecify.annotations.NullMarked;
