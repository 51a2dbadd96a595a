/** A stand-in for the model behind a coding CLI, so that the real CLI can be run without a network, a key or money. */
@NullMarked
package dev.tandemwork.testkit.model;

import org.jspecify.annotations.NullMarked;
