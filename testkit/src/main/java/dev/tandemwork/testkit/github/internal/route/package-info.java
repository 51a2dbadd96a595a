/** From a request to whoever answers it. */
@NullMarked
package dev.tandemwork.testkit.github.internal.route;

import org.jspecify.annotations.NullMarked;
