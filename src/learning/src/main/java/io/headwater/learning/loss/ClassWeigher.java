package io.headwater.learning.loss;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Label;
import java.util.List;
import java.util.Optional;

/** Weighs the classes of one task, with what it has counted so far. Used by one thread. */
public interface ClassWeigher {
  /** The weight of each of the labels' classes, over 0. */
  double[] weights(List<Label> labels);

  /** Counts labels that were learned from: they change the weights of later ones. */
  default void count(List<Label> labels) {}

  /** What it goes on from after a restart (see {@link ClassWeights#part}); empty if nothing. */
  default Optional<StatePart> state() {
    return Optional.empty();
  }
}
