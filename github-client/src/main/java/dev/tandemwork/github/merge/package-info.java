/** Landing: the merge of exactly what was reviewed, and every way in which it can be refused. */
@NullMarked
package dev.tandemwork.github.merge;

import org.jspecify.annotations.NullMarked;
