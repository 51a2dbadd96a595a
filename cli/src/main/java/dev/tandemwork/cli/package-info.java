/** The command line: what {@code ./tandemwork} runs. */
@NullMarked
package dev.tandemwork.cli;

import org.jspecify.annotations.NullMarked;
