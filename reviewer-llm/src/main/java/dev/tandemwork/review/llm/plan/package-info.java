/** Divides a change for review, so that every changed line is looked at once, or is known to be left out. */
@NullMarked
package dev.tandemwork.review.llm.plan;

import org.jspecify.annotations.NullMarked;
