package io.headwater.learning.dl4j;

import io.headwater.learning.optimise.Penalty;
import io.headwater.learning.optimise.Update;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What an update asks for beside the optimiser's step, as operations on arrays. */
final class ArrayConstraints {
  private ArrayConstraints() {}

  /**
   * Clips gradients.
   *
   * @param gradients [1, P], are changed
   */
  static void clip(INDArray gradients, ParameterLayout layout, Update update) {
    if (update.clipsLayers()) {
      layout.each(gradients).forEach(own -> scaleDown(own, update.layerNorm()));
    }
    if (update.clipsValues()) {
      Transforms.max(gradients, -update.limit(), false);
      Transforms.min(gradients, update.limit(), false);
    }
  }

  private static void scaleDown(INDArray gradient, double most) {
    double norm = gradient.norm2Number().doubleValue();
    if (norm > most) {
      gradient.muli(most / norm);
    }
  }

  /**
   * Adds a penalty to the gradients.
   *
   * @param w the parameters
   * @param g their gradients, are changed
   * @param scratch may be changed
   */
  static void penalise(INDArray w, INDArray g, INDArray scratch, Penalty penalty) {
    if (penalty.l2() > 0) {
      g.addi(w.muli(penalty.l2(), scratch));
    }
    if (penalty.l1() > 0) {
      scratch.assign(w);
      g.addi(Transforms.sign(scratch, false).muli(penalty.l1()));
    }
  }

  /**
   * Scales weights down.
   *
   * @param units [units, weights of each]
   */
  static void limit(INDArray units, Penalty penalty) {
    try (INDArray factors = units.norm2(1)) {
      factors.rdivi(penalty.maxNorm());
      Transforms.min(factors, 1, false);
      units.muliColumnVector(factors);
    }
  }
}
