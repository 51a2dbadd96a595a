/** Workers as containers on Docker and Sysbox, each with a Docker engine of its own inside. */
@NullMarked
package dev.tandemwork.sysbox;

import org.jspecify.annotations.NullMarked;
