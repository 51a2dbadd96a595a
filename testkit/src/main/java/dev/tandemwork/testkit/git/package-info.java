/** Real git repositories for tests. */
@NullMarked
package dev.tandemwork.testkit.git;

import org.jspecify.annotations.NullMarked;
