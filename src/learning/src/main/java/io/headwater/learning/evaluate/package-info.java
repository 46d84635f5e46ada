/** How well the tasks do: metrics over fading windows of the examples that a learner predicts. */
@NullMarked
package io.headwater.learning.evaluate;

import org.jspecify.annotations.NullMarked;
