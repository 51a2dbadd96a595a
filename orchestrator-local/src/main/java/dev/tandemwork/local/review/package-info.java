/** A reviewer that needs no model: it runs the task's checks and knows a few rules. */
@NullMarked
package dev.tandemwork.local.review;

import org.jspecify.annotations.NullMarked;
