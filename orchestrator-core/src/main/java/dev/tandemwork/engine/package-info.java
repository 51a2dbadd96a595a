/**
 * Runs graphs. Start at {@link dev.tandemwork.engine.Engine}.
 *
 * <p>A run is a tree of fibers: the run itself, and one for each branch. A fiber is an object, not a thread; it takes a
 * worker's thread while it has something to do, and none while it waits for an answer, a slot, a timer, the disk or its own
 * branches. Whatever a fiber must remember is in its frames, so that it can go on with any thread.
 */
@NullMarked
package dev.tandemwork.engine;

import org.jspecify.annotations.NullMarked;
