/** What can go wrong at a fake GitHub on demand. */
@NullMarked
package dev.tandemwork.testkit.github.fault;

import org.jspecify.annotations.NullMarked;
