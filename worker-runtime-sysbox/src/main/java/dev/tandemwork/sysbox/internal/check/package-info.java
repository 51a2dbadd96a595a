/** Looks at a host before it is to run workers. */
@NullMarked
package dev.tandemwork.sysbox.internal.check;

import org.jspecify.annotations.NullMarked;
