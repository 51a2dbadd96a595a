/** Time, and what is due later. */
@NullMarked
package dev.tandemwork.sysbox.internal.schedule;

import org.jspecify.annotations.NullMarked;
