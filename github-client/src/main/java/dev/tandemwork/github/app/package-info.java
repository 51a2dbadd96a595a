/** Acting as a GitHub App: short-lived tokens for one repository, with no more permissions than a task needs. */
@NullMarked
package dev.tandemwork.github.app;

import org.jspecify.annotations.NullMarked;
