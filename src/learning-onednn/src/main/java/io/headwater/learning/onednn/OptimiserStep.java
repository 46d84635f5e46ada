package io.headwater.learning.onednn;

import io.headwater.learning.optimise.Optimiser;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * An optimiser's step in one pass over a parameter: blocks are copied out of native memory, updated
 * by loops that the compiler turns into vector instructions, and copied back while they lie in the
 * cache.
 */
final class OptimiserStep {
  private OptimiserStep() {}

  static void apply(Optimiser.Step step, Parameter parameter) {
    FloatBuffer weights = parameter.weights().asBuffer();
    FloatBuffer gradients = parameter.gradient().asBuffer();
    List<FloatBuffer> slots = parameter.slots().stream().map(FloatPointer::asBuffer).toList();
    Blocks.sum(
        weights.capacity(),
        (from, to) -> {
          float[] w = new float[Blocks.LENGTH];
          float[] g = new float[Blocks.LENGTH];
          float[][] s = new float[slots.size()][Blocks.LENGTH];
          for (int at = from; at < to; at += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, to - at);
            weights.get(at, w, 0, count);
            gradients.get(at, g, 0, count);
            for (int i = 0; i < s.length; i++) {
              slots.get(i).get(at, s[i], 0, count);
            }
            step.apply(w, g, s, count, parameter.decays());
            weights.put(at, w, 0, count);
            for (int i = 0; i < s.length; i++) {
              slots.get(i).put(at, s[i], 0, count);
            }
          }
          return 0;
        });
  }
}
