/** Losses of the task kinds, with their gradients with respect to a head's raw outputs. */
@NullMarked
package io.headwater.learning.loss;

import org.jspecify.annotations.NullMarked;
