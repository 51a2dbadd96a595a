/** The suite that every ScmClient passes, a whole one in memory, and one that misbehaves. */
@NullMarked
package dev.tandemwork.testkit.scm;

import org.jspecify.annotations.NullMarked;
