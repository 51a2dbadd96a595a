/** What everything that runs processes needs: how they are started, found and ended, and their folders removed. */
@NullMarked
package dev.tandemwork.local.process;

import org.jspecify.annotations.NullMarked;
