/** Webhooks: hints that something has changed. A lost one costs time, and nothing else. */
@NullMarked
package dev.tandemwork.github.webhook;

import org.jspecify.annotations.NullMarked;
