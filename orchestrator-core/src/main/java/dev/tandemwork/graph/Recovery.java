package dev.tandemwork.graph;

/**
 * What the handler of a failed node begins with.
 *
 * @param input what the node was given
 * @param failure why it failed, after its last attempt
 */
public record Recovery<I>(I input, Failure failure) {}
