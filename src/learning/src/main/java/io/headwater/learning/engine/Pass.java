package io.headwater.learning.engine;

import java.util.Arrays;

/**
 * A forward pass over a mini-batch.
 *
 * @param seeds of what is drawn at random for each example (see {@link
 *     io.headwater.learning.model.Layer.Dropout}), [count]
 */
public record Pass(Mode mode, long[] seeds) {
  /** As a consumer of a snapshot computes it. */
  public static Pass inference(int count) {
    return new Pass(Mode.INFERENCE, new long[count]);
  }

  /** In training, with the same seed for all examples. */
  public static Pass training(int count) {
    return training(new long[count]);
  }

  public static Pass training(long[] seeds) {
    return new Pass(Mode.TRAINING, seeds);
  }

  /** Examples of the mini-batch. */
  public int count() {
    return seeds.length;
  }

  public boolean isTraining() {
    return mode == Mode.TRAINING;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pass pass && mode == pass.mode && Arrays.equals(seeds, pass.seeds);
  }

  @Override
  public int hashCode() {
    return 31 * mode.hashCode() + Arrays.hashCode(seeds);
  }

  @Override
  public String toString() {
    return "Pass[" + mode + " of " + count() + "]";
  }
}
