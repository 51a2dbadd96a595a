/** What a person or a program sees of a run: the board, the table, lines, JSON. */
@NullMarked
package dev.tandemwork.cli.live;

import org.jspecify.annotations.NullMarked;
