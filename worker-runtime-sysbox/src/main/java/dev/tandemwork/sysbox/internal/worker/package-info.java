/** Workers: from a place on the host to a kept result, in this process or the next. */
@NullMarked
package dev.tandemwork.sysbox.internal.worker;

import org.jspecify.annotations.NullMarked;
