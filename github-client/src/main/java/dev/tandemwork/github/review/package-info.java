/** Reviews and comments: published once, with their remarks where the diff has room for them. */
@NullMarked
package dev.tandemwork.github.review;

import org.jspecify.annotations.NullMarked;
