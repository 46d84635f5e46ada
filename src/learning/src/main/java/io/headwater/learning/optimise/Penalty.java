package io.headwater.learning.optimise;

import java.io.Serializable;
import java.util.List;

/**
 * What keeps parameters small that weigh inputs (see {@link
 * io.headwater.learning.model.Variable#decays}), beside an optimiser's own weight decay.
 *
 * @param l1 this times the parameter's sign is added to its gradient (Tibshirani, "Regression
 *     shrinkage and selection via the lasso", 1996); 0 or more
 * @param l2 this times the parameter is added to its gradient; 0 or more
 * @param maxNorm after an update, the weights of each unit's inputs are scaled down to this norm
 *     (Srebro et al., "Maximum-margin matrix factorization", 2005; Srivastava et al., "Dropout",
 *     2014, section 5.1); over 0, infinite for none
 */
public record Penalty(double l1, double l2, double maxNorm) implements Serializable {
  public static final Penalty NONE = new Penalty(0, 0, Double.POSITIVE_INFINITY);

  public Penalty {
    Setting.requireNotNegative("l1", l1);
    Setting.requireNotNegative("l2", l2);
    Setting.require(maxNorm > 0, "maxNorm", maxNorm, "over 0");
  }

  /** Whether something is added to gradients. */
  public boolean isOnGradient() {
    return l1 > 0 || l2 > 0;
  }

  /** Whether the weights of units are scaled down. */
  public boolean limitsUnits() {
    return maxNorm < Double.POSITIVE_INFINITY;
  }

  /**
   * The limit on the units of one parameter.
   *
   * @param shape of the parameter
   * @param unitAxis the axis along which the units lie that it weighs inputs for
   */
  public UnitNorms unitNorms(List<Integer> shape, int unitAxis) {
    return new UnitNorms(maxNorm, shape, unitAxis);
  }
}
