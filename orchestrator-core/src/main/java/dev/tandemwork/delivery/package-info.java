/**
 * The ready-made graph that takes a plan to merged work, and the pieces that it is made of, to compose others from. Start at
 * {@link dev.tandemwork.delivery.Delivery}.
 */
@NullMarked
package dev.tandemwork.delivery;

import org.jspecify.annotations.NullMarked;
