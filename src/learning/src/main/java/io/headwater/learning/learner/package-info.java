/** The joint step: forward, losses, weigh, combine, constrain, update, observe; and its state. */
@NullMarked
package io.headwater.learning.learner;

import org.jspecify.annotations.NullMarked;
