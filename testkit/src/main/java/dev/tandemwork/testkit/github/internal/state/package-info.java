/** Repositories and their pull requests, and the rules of what may become of them. */
@NullMarked
package dev.tandemwork.testkit.github.internal.state;

import org.jspecify.annotations.NullMarked;
