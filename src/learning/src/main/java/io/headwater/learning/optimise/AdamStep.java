package io.headwater.learning.optimise;

/** An update of {@link Adam} or {@link AdamW}. */
final class AdamStep implements Optimiser.Step {
  private final float factor;
  private final float beta1;
  private final float beta2;
  private final float rate;
  private final float epsilon;
  private final float decay;
  private final float shrinkage;

  /**
   * @param decay by which the parameter is added to its gradient
   * @param shrinkage the part of the parameter that is taken off it
   */
  AdamStep(Adam adam, long number, Update update, double decay, double shrinkage) {
    this.factor = (float) update.factor();
    this.beta1 = (float) adam.beta1();
    this.beta2 = (float) adam.beta2();
    this.epsilon = (float) adam.epsilon();
    this.decay = (float) decay;
    this.shrinkage = (float) shrinkage;
    this.rate =
        (float)
            (update.rate()
                * Math.sqrt(1 - Math.pow(adam.beta2(), (double) number))
                / (1 - Math.pow(adam.beta1(), (double) number)));
  }

  @Override
  public void apply(float[] w, float[] g, float[][] slots, int count, boolean decays) {
    Loops.scale(g, factor, count);
    if (decays && decay != 0) {
      Loops.add(g, decay, w, count);
    }
    if (decays && shrinkage != 0) {
      Loops.scale(w, 1 - shrinkage, count);
    }
    move(w, g, slots[0], slots[1], count);
  }

  /** Two loops without branches, which the compiler turns into vector instructions. */
  private void move(float[] w, float[] g, float[] m, float[] v, int count) {
    float keepM = beta1;
    float keepV = beta2;
    float addM = 1 - beta1;
    float addV = 1 - beta2;
    float step = rate;
    float least = epsilon;
    for (int i = 0; i < count; i++) {
      m[i] = keepM * m[i] + addM * g[i];
      v[i] = keepV * v[i] + addV * g[i] * g[i];
    }
    for (int i = 0; i < count; i++) {
      w[i] -= step * m[i] / ((float) Math.sqrt(v[i]) + least);
    }
  }
}
