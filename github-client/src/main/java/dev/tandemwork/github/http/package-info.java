/** Requests and replies: limited, cached, tried again where that is safe, and told apart when they fail. */
@NullMarked
package dev.tandemwork.github.http;

import org.jspecify.annotations.NullMarked;
