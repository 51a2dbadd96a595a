/** A GitHub to test against: a real server, real git, real refusals. */
@NullMarked
package dev.tandemwork.testkit.github;

import org.jspecify.annotations.NullMarked;
