/** The REST API. */
@NullMarked
package dev.tandemwork.testkit.github.internal.rest;

import org.jspecify.annotations.NullMarked;
