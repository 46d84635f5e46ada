package io.headwater.learning.loss;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * Weights that stay as they are.
 *
 * @param weights one for each class, in the order of the classes, over 0
 */
public record GivenClassWeights(List<Double> weights) implements ClassWeights {
  public GivenClassWeights {
    weights = List.copyOf(weights);
    weights.forEach(weight -> LossSetting.requirePositive("the weight of a class", weight));
  }

  @Override
  public ClassWeigher begin(Task task, int window, Optional<StatePart> saved) {
    if (weights.size() != task.classes().size()) {
      throw new IllegalArgumentException(
          "task '%s' has %d class weights; it must have one for each of its %d classes"
              .formatted(task.name(), weights.size(), task.classes().size()));
    }
    double[] scaled =
        Weights.withMeanOne(weights.stream().mapToDouble(Double::doubleValue).toArray());
    return labels -> ClassIndex.select(labels, scaled);
  }
}
