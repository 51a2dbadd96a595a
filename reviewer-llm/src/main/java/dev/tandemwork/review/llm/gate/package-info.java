/** Checks of changes that ask no model: what they refuse, no approval of a model can let pass. */
@NullMarked
package dev.tandemwork.review.llm.gate;

import org.jspecify.annotations.NullMarked;
