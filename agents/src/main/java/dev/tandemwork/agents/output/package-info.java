/** What agents and workers print, without the secrets that are in it. */
@NullMarked
package dev.tandemwork.agents.output;

import org.jspecify.annotations.NullMarked;
