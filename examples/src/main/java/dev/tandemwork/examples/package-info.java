/** Small programs that show what users of the library write. */
@NullMarked
package dev.tandemwork.examples;

import org.jspecify.annotations.NullMarked;
