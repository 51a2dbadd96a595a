/** Workers that are processes of this machine: their trees, their folders, their watchdogs. */
@NullMarked
package dev.tandemwork.local.worker;

import org.jspecify.annotations.NullMarked;
