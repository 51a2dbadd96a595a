/** What a change does to files, exactly as git has it, or the reason that this can't be told. */
@NullMarked
package dev.tandemwork.review.llm.change;

import org.jspecify.annotations.NullMarked;
