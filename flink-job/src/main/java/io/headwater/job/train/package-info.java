/**
 * Stage 5 of 8: takes joint steps with the one model, and says where training stands at each
 * checkpoint.
 */
@NullMarked
package io.headwater.job.train;

import org.jspecify.annotations.NullMarked;
