package dev.tandemwork.engine;

import java.util.List;
import java.util.Set;

/**
 * Steps in order.
 *
 * @param ops the steps
 * @param names all names that are known in their scope, former ones included
 */
record Block(List<Op> ops, Set<String> names) {}
