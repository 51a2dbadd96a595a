/** What workers' engines find in their storage when they start: an SPI, for those who keep images ready. */
@NullMarked
package dev.tandemwork.sysbox.cache;

import org.jspecify.annotations.NullMarked;
