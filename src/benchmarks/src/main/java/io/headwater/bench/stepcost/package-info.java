/** What a joint step costs by the way in which the tasks' gradients are combined. */
@NullMarked
package io.headwater.bench.stepcost;

import org.jspecify.annotations.NullMarked;
