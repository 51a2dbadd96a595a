/** Judging a change: requests, findings, outcomes, and the reviewer that users implement. */
@NullMarked
package dev.tandemwork.review;

import org.jspecify.annotations.NullMarked;
