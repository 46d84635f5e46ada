/** Stage 3 of 8: per-task transforms, seeded by the event's id: a replay gives the same pixels. */
@NullMarked
package io.headwater.job.augment;

import org.jspecify.annotations.NullMarked;
