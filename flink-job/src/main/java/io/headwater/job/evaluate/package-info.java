/** Stage 6 of 8: tells how well each task does, on examples that were not learned from yet. */
@NullMarked
package io.headwater.job.evaluate;

import org.jspecify.annotations.NullMarked;
