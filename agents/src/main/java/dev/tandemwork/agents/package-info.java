/** How to drive each coding CLI: starting it, going on with its session, reading its stream, telling success. */
@NullMarked
package dev.tandemwork.agents;

import org.jspecify.annotations.NullMarked;
