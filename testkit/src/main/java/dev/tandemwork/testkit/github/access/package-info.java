/** Who may do what at a fake GitHub. */
@NullMarked
package dev.tandemwork.testkit.github.access;

import org.jspecify.annotations.NullMarked;
