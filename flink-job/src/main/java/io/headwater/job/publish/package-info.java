/** Stage 7 of 8: writes snapshots, metrics and rejected events to Kafka, once each. */
@NullMarked
package io.headwater.job.publish;

import org.jspecify.annotations.NullMarked;
