/** Money and usage: what nodes, workers and reviewers spend. */
@NullMarked
package dev.tandemwork.budget;

import org.jspecify.annotations.NullMarked;
