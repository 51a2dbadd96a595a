/** Talking to a run that another process is at. */
@NullMarked
package dev.tandemwork.cli.control;

import org.jspecify.annotations.NullMarked;
