/** Threads, timers and permits: how work that is ready gets to run, without a thread for what waits. */
@NullMarked
package dev.tandemwork.internal.schedule;

import org.jspecify.annotations.NullMarked;
