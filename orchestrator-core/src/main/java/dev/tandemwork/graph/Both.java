package dev.tandemwork.graph;

/**
 * The results of two graphs that ran side by side.
 *
 * @param first of the first
 * @param second of the second
 */
public record Both<A, B>(A first, B second) {}
