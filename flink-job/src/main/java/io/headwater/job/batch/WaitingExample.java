package io.headwater.job.batch;

import io.headwater.learning.task.Example;

/**
 * An example in a buffer.
 *
 * @param since when it came, in milliseconds of processing time
 */
public record WaitingExample(Example example, long since) {}
