/** Embedded defaults: workers that are processes, and a forge that is a folder. */
@NullMarked
package dev.tandemwork.local;

import org.jspecify.annotations.NullMarked;
