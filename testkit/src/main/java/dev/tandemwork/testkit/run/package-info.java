/** Runs of graphs, put through crashes. */
@NullMarked
package dev.tandemwork.testkit.run;

import org.jspecify.annotations.NullMarked;
