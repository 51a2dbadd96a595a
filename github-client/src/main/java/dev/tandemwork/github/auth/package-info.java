/** Credentials: what they are, where they come from, and how they stay out of sight. */
@NullMarked
package dev.tandemwork.github.auth;

import org.jspecify.annotations.NullMarked;
