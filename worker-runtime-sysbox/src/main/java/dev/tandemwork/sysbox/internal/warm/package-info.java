/** Workers that are started before there is a task for them. */
@NullMarked
package dev.tandemwork.sysbox.internal.warm;

import org.jspecify.annotations.NullMarked;
