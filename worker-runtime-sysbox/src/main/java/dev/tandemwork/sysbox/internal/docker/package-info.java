/** The Docker engine as this module needs it: every call has a deadline, and every trap of the client is in here. */
@NullMarked
package dev.tandemwork.sysbox.internal.docker;

import org.jspecify.annotations.NullMarked;
