/** Source control: changes, pull requests, and the client that lands them. */
@NullMarked
package dev.tandemwork.scm;

import org.jspecify.annotations.NullMarked;
