/** What a worker says: read, veiled, paced, told and kept, in the same way by every runtime. */
@NullMarked
package dev.tandemwork.agents.output;

import org.jspecify.annotations.NullMarked;
