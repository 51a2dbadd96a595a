/** The networks of workers: each alone with a proxy that lets out what is allowed, and tells what it refused. */
@NullMarked
package dev.tandemwork.sysbox.internal.lane;

import org.jspecify.annotations.NullMarked;
