package io.headwater.job.config;

import java.time.Duration;

/**
 * When a mini-batch leaves, and how large it is.
 *
 * @param size examples with a label for a task, at most, for each task
 * @param maxWait the longest that an example waits
 * @param maxBuffered examples of one task that wait, at most; {@code size} or more
 */
public record BatchConfig(int size, Duration maxWait, int maxBuffered) {
  static BatchConfig of(OptionValues values) {
    String section = "training.batch";
    return new BatchConfig(
        values.get(section, TrainingOptions.BATCH_SIZE),
        values.get(section, TrainingOptions.MAX_WAIT),
        values.get(section, TrainingOptions.MAX_BUFFERED));
  }
}
