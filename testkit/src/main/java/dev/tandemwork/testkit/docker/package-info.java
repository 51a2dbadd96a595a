/** Tests on a real Docker engine. */
@NullMarked
package dev.tandemwork.testkit.docker;

import org.jspecify.annotations.NullMarked;
