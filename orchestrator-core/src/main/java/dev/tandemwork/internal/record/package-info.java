/** The journal as the engine writes and reads it: entries as JSON, group commit, and the index of what is known. */
@NullMarked
package dev.tandemwork.internal.record;

import org.jspecify.annotations.NullMarked;
