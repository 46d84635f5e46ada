package io.headwater.learning.stream;

import java.io.Serializable;

/**
 * When a mini-batch leaves, and how large it is.
 *
 * @param size labels of each task, at most; from 1
 * @param least examples that a mini-batch must have to leave only because they waited; from 1
 * @param maxWaitMillis the longest that an example waits, if there are so many; 0 or more
 * @param maxBuffered labels of one task that wait, at most; {@code size} or more
 */
public record BatchLimits(int size, int least, long maxWaitMillis, int maxBuffered)
    implements Serializable {
  public BatchLimits {
    if (size < 1 || least < 1 || maxWaitMillis < 0 || maxBuffered < size) {
      throw new IllegalArgumentException(
          "a mini-batch of up to "
              + size
              + " labels of a task, and of at least "
              + least
              + " examples, waiting for "
              + maxWaitMillis
              + " ms with "
              + maxBuffered
              + " labels at most, can't be: size and least must be over 0, the time not under 0,"
              + " and as many as size must have room");
    }
  }
}
