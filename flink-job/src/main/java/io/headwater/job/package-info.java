/** The job: all stages joined into one pipeline, run on a Flink cluster or in this JVM. */
@NullMarked
package io.headwater.job;

import org.jspecify.annotations.NullMarked;
