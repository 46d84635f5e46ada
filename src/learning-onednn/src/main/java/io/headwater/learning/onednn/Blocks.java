package io.headwater.learning.onednn;

import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** Goes through long arrays in blocks that fit into the cache, on all threads of the engine. */
final class Blocks {
  static final int LENGTH = 4096;

  private static final int BLOCKS_PER_TURN = 32;
  private static final ForkJoinPool POOL = new ForkJoinPool(Threads.count());

  private Blocks() {}

  /** Works through a stretch of the array. */
  interface Stretch {
    /** Returns its part of the sum. */
    double run(int from, int to);
  }

  /** The sum over all stretches. */
  static double sum(int length, Stretch stretch) {
    int turn = LENGTH * BLOCKS_PER_TURN;
    int turns = (length + turn - 1) / turn;
    if (turns <= 1) {
      return stretch.run(0, length);
    }
    return POOL.submit(
            () ->
                IntStream.range(0, turns)
                    .parallel()
                    .mapToDouble(i -> stretch.run(i * turn, Math.min(length, (i + 1) * turn)))
                    .sum())
        .join();
  }
}
