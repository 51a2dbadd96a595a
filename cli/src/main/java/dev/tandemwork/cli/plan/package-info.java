/** Plan files: YAML to a plan, every problem told with its line. */
@NullMarked
package dev.tandemwork.cli.plan;

import org.jspecify.annotations.NullMarked;
