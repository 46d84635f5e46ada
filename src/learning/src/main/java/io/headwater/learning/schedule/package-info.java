/** How the learning rate changes over the steps. */
@NullMarked
package io.headwater.learning.schedule;

import org.jspecify.annotations.NullMarked;
