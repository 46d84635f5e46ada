package io.headwater.snapshots;

import static io.headwater.learning.model.Architecture.FEATURES;

import io.headwater.snapshots.RefusedModelException.Reason;
import java.util.HashSet;
import java.util.Set;

/** Has a model score images, and looks at what comes of it. */
record ModelProof(OnnxModel model, int count) {
  /** The first finds out how much memory a run needs, the second takes it in one piece. */
  private static final int RUNS = 2;

  /** What rounding may add to a probability. */
  private static final double ROUNDING = 1e-4;

  /**
   * @throws RefusedModelException if a feature or a regression's prediction is no finite number, or
   *     another prediction no probability
   * @throws IllegalStateException if it can't score
   */
  void require() {
    byte[] images = images(7);
    byte[] others = images(-11);
    Set<String> unbounded = new HashSet<>(ModelContract.of(model.manifest()).unbounded());
    unbounded.add(FEATURES);
    for (int run = 0; run < RUNS; run++) {
      model
          .allOutputs(images, others, count)
          .forEach((output, rows) -> requireNumbers(output, rows, unbounded.contains(output)));
    }
  }

  /** All values from 0 to 255, in steps of that size. */
  private byte[] images(int step) {
    byte[] images = new byte[count * model.manifest().provenance().input().size()];
    for (int i = 0; i < images.length; i++) {
      images[i] = (byte) (step * i + i / 256);
    }
    return images;
  }

  private static void requireNumbers(String output, float[][] rows, boolean unbounded) {
    for (float[] row : rows) {
      for (float value : row) {
        boolean right =
            unbounded ? Float.isFinite(value) : value >= -ROUNDING && value <= 1 + ROUNDING;
        if (!right) {
          throw new RefusedModelException(
              Reason.NO_NUMBERS,
              "output '%s' is %s for a test image; it must be %s"
                  .formatted(output, value, unbounded ? "finite" : "from 0 to 1"));
        }
      }
    }
  }
}
