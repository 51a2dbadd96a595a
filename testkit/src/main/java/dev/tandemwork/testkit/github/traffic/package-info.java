/** What goes over the wire to a fake GitHub, and how much of it is allowed. */
@NullMarked
package dev.tandemwork.testkit.github.traffic;

import org.jspecify.annotations.NullMarked;
