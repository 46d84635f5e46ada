package io.headwater.learning.loss;

import io.headwater.learning.task.TaskKind;

/** The loss of each kind of task. */
public final class Losses {
  private static final Loss CLASSIFICATION = new SoftmaxCrossEntropy();
  private static final Loss EDGES = new ClassBalancedSigmoidCrossEntropy();
  private static final Loss LOCATION = new LocationLoss();
  private static final Loss SIMILARITY = new SigmoidCrossEntropy();

  private Losses() {}

  public static Loss of(TaskKind kind) {
    return switch (kind) {
      case CLASSIFICATION -> CLASSIFICATION;
      case EDGES -> EDGES;
      case LOCATION -> LOCATION;
      case SIMILARITY -> SIMILARITY;
    };
  }
}
