/** What everything that runs processes needs: their output, and their end. */
@NullMarked
package dev.tandemwork.local.process;

import org.jspecify.annotations.NullMarked;
