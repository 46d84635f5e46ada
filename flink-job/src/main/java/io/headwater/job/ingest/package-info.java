/** Stage 1 of 8: reads the events of all tasks from Kafka, each with where it came from. */
@NullMarked
package io.headwater.job.ingest;

import org.jspecify.annotations.NullMarked;
