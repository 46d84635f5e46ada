/** What the job's own metrics are called, and what they mean. */
@NullMarked
package io.headwater.job.metrics;

import org.jspecify.annotations.NullMarked;
