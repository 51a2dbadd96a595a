/** Keeps the calls of one identity within what its host allows. */
@NullMarked
package dev.tandemwork.github.limit;

import org.jspecify.annotations.NullMarked;
