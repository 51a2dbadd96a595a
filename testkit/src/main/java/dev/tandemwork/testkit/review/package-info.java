/** The suite that every Reviewer passes, a scripted one, and one that misbehaves. */
@NullMarked
package dev.tandemwork.testkit.review;

import org.jspecify.annotations.NullMarked;
