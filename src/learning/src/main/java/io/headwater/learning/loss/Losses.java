package io.headwater.learning.loss;

import io.headwater.learning.task.TaskKind;

/** The usual loss of each kind of task, which it has unless another one is chosen. */
public final class Losses {
  private Losses() {}

  public static Loss usual(TaskKind kind) {
    return switch (kind) {
      case CLASSIFICATION -> new SoftmaxCrossEntropy();
      case EDGES -> new ClassBalancedSigmoidCrossEntropy();
      case LOCATION -> new LocationLoss(new SmoothL1());
      case SIMILARITY -> new SimilarityCrossEntropy();
      case REGRESSION -> new Huber();
    };
  }
}
