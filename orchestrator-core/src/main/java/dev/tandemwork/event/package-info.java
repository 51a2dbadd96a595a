/** What happens in a run: what is kept of it, and what is only shown. */
@NullMarked
package dev.tandemwork.event;

import org.jspecify.annotations.NullMarked;
