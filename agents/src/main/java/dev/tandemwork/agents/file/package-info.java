/** Values of workers in files, which the next process reads. */
@NullMarked
package dev.tandemwork.agents.file;

import org.jspecify.annotations.NullMarked;
