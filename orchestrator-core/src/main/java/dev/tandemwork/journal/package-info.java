/** Where runs are kept: the store that users may implement, and the two that come with the core. */
@NullMarked
package dev.tandemwork.journal;

import org.jspecify.annotations.NullMarked;
