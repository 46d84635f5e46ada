/** What every stage that talks to Kafka needs: sinks, and a check before the job starts. */
@NullMarked
package io.headwater.job.kafka;

import org.jspecify.annotations.NullMarked;
