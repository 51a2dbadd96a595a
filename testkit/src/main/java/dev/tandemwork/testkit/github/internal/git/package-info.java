/** What a host of repositories asks of git. */
@NullMarked
package dev.tandemwork.testkit.github.internal.git;

import org.jspecify.annotations.NullMarked;
