/** Holds what is said to GitHub, and what it answers, against what GitHub has published about itself. */
@NullMarked
package dev.tandemwork.testkit.github.contract;

import org.jspecify.annotations.NullMarked;
