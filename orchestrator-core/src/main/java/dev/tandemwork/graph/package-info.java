/**
 * Graphs: what is to be done, as a value. Start at {@link dev.tandemwork.graph.Graph}.
 *
 * <p>A graph that exists is sound: each combinator checks what javac can't, and throws {@link
 * dev.tandemwork.graph.GraphException} at the line that made the mistake.
 */
@NullMarked
package dev.tandemwork.graph;

import org.jspecify.annotations.NullMarked;
