package io.headwater.learning.onednn;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/** Adds up the gradients over the parts of a mini-batch. */
final class GradientSum {
  private GradientSum() {}

  /** Leaves the sum in the first. */
  static void over(Parameter parameter, int parts) {
    if (parts == 1) {
      return;
    }
    List<FloatBuffer> gradients =
        parameter.gradients().stream().limit(parts).map(FloatPointer::asBuffer).toList();
    Blocks.sum(
        gradients.get(0).capacity(),
        (from, to) -> {
          float[] sum = new float[Blocks.LENGTH];
          float[] other = new float[Blocks.LENGTH];
          for (int at = from; at < to; at += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, to - at);
            gradients.get(0).get(at, sum, 0, count);
            for (FloatBuffer gradient : gradients.subList(1, parts)) {
              gradient.get(at, other, 0, count);
              add(sum, other);
            }
            gradients.get(0).put(at, sum, 0, count);
          }
          return 0;
        });
  }

  private static void add(float[] sum, float[] other) {
    for (int i = 0; i < Blocks.LENGTH; i++) {
      sum[i] += other[i];
    }
  }
}
