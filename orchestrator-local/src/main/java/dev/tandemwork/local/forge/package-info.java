/** A host of pull requests that is nothing but a git repository on this machine. */
@NullMarked
package dev.tandemwork.local.forge;

import org.jspecify.annotations.NullMarked;
