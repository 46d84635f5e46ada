package io.headwater.learning.evaluate;

import java.util.List;

/**
 * What an {@link Evaluation} has added up, to go on from. Immutable.
 *
 * @param prequential of fresh examples, each predicted before it was learned from
 * @param heldOut of examples that are never learned from
 */
public record EvaluationState(List<TaskTally> prequential, List<TaskTally> heldOut) {
  public static final EvaluationState EMPTY = new EvaluationState(List.of(), List.of());

  public EvaluationState {
    prequential = List.copyOf(prequential);
    heldOut = List.copyOf(heldOut);
  }
}
