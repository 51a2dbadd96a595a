/** Pages on which a person can look at pull requests. */
@NullMarked
package dev.tandemwork.testkit.github.internal.page;

import org.jspecify.annotations.NullMarked;
