/** What a runtime and a worker's container tell each other, as docs/worker-protocol.md describes it. */
@NullMarked
package dev.tandemwork.sysbox.internal.protocol;

import org.jspecify.annotations.NullMarked;
