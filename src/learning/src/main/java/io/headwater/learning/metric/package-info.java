/** Metrics of the task kinds, as sums that can be added up over mini-batches. */
@NullMarked
package io.headwater.learning.metric;

import org.jspecify.annotations.NullMarked;
