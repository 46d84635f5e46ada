/** Stage 4 of 8: gathers examples per task until a mini-batch is full or has waited long enough. */
@NullMarked
package io.headwater.job.batch;

import org.jspecify.annotations.NullMarked;
