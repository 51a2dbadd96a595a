/** Whether a secret that was given to a worker is found anywhere. */
@NullMarked
package dev.tandemwork.cli.planted;

import org.jspecify.annotations.NullMarked;
