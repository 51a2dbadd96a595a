/**
 * Measures the engine beside its peers. Start at {@code benchmarks/run}.
 *
 * <p>What is measured alone is a JMH benchmark; what needs two things measured in turns, or moments inside of a run, is a
 * {@link dev.tandemwork.benchmarks.Scenario}.
 */
@NullMarked
package dev.tandemwork.benchmarks;

import org.jspecify.annotations.NullMarked;
