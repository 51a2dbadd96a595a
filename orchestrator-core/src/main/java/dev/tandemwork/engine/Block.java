package dev.tandemwork.engine;

import java.util.Set;

/**
 * Steps in order.
 *
 * @param ops the steps
 * @param names all names that are known in their scope, former ones included
 */
record Block(Op[] ops, Set<String> names) {}
