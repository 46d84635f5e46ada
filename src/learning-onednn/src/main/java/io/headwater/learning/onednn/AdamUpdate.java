package io.headwater.learning.onednn;

import io.headwater.learning.optimise.Adam;
import java.nio.FloatBuffer;

/**
 * Adam in one pass over a parameter: blocks are copied out of native memory, updated by a loop that
 * the compiler turns into vector instructions, and copied back while they lie in the cache.
 */
final class AdamUpdate {
  private final float factor;
  private final float beta1;
  private final float beta2;
  private final float rate;
  private final float epsilon;

  /**
   * @param factor by which gradients are multiplied
   * @param update number of the update, from 1
   */
  AdamUpdate(Adam adam, double factor, double update) {
    this.factor = (float) factor;
    beta1 = (float) adam.beta1();
    beta2 = (float) adam.beta2();
    epsilon = (float) adam.epsilon();
    rate =
        (float)
            (adam.learningRate()
                * Math.sqrt(1 - Math.pow(adam.beta2(), update))
                / (1 - Math.pow(adam.beta1(), update)));
  }

  void apply(Parameter parameter) {
    FloatBuffer weights = parameter.part(Parameter.Part.WEIGHT).asBuffer();
    FloatBuffer gradients = parameter.part(Parameter.Part.GRADIENT).asBuffer();
    FloatBuffer means = parameter.part(Parameter.Part.M).asBuffer();
    FloatBuffer variances = parameter.part(Parameter.Part.V).asBuffer();
    Blocks.sum(
        weights.capacity(),
        (from, to) -> {
          float[] w = new float[Blocks.LENGTH];
          float[] g = new float[Blocks.LENGTH];
          float[] m = new float[Blocks.LENGTH];
          float[] v = new float[Blocks.LENGTH];
          for (int at = from; at < to; at += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, to - at);
            weights.get(at, w, 0, count);
            gradients.get(at, g, 0, count);
            means.get(at, m, 0, count);
            variances.get(at, v, 0, count);
            update(w, g, m, v);
            weights.put(at, w, 0, count);
            means.put(at, m, 0, count);
            variances.put(at, v, 0, count);
          }
          return 0;
        });
  }

  private void update(float[] w, float[] g, float[] m, float[] v) {
    float scale = factor;
    float keepM = beta1;
    float keepV = beta2;
    float addM = 1 - beta1;
    float addV = 1 - beta2;
    float step = rate;
    float least = epsilon;
    for (int i = 0; i < Blocks.LENGTH; i++) {
      float gradient = g[i] * scale;
      m[i] = keepM * m[i] + addM * gradient;
      v[i] = keepV * v[i] + addV * gradient * gradient;
    }
    for (int i = 0; i < Blocks.LENGTH; i++) {
      w[i] -= step * m[i] / ((float) Math.sqrt(v[i]) + least);
    }
  }
}
