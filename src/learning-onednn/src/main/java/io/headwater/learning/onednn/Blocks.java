package io.headwater.learning.onednn;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** Goes through long arrays in blocks that fit into the cache, on all threads of the engine. */
final class Blocks {
  static final int LENGTH = 4096;

  private static final int TURN = 32 * LENGTH;
  private static final ForkJoinPool POOL = new ForkJoinPool(Threads.count());

  private Blocks() {}

  /** Works through a stretch of the array. */
  interface Stretch {
    /** Returns its part of the sum. */
    double run(int from, int to);
  }

  /** Works through a stretch of the array. */
  interface Mapping<T> {
    T run(int from, int to);
  }

  /** The sum over all stretches. */
  static double sum(int length, Stretch stretch) {
    if (length <= TURN) {
      return stretch.run(0, length);
    }
    return POOL.submit(
            () ->
                turns(length)
                    .mapToDouble(i -> stretch.run(i * TURN, Math.min(length, (i + 1) * TURN)))
                    .sum())
        .join();
  }

  /** Something of each stretch, in order. */
  static <T> List<T> map(int length, Mapping<T> mapping) {
    if (length <= TURN) {
      return List.of(mapping.run(0, length));
    }
    return POOL.submit(
            () ->
                turns(length)
                    .mapToObj(i -> mapping.run(i * TURN, Math.min(length, (i + 1) * TURN)))
                    .toList())
        .join();
  }

  private static IntStream turns(int length) {
    return IntStream.range(0, (length + TURN - 1) / TURN).parallel();
  }
}
