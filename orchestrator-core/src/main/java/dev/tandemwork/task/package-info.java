/** What is to be done: tasks, plans, and the limits they run under. */
@NullMarked
package dev.tandemwork.task;

import org.jspecify.annotations.NullMarked;
