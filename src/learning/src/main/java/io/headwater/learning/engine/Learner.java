package io.headwater.learning.engine;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.MiniBatch;
import java.util.List;
import java.util.Map;

/**
 * Learns all tasks together, on any engine. Used by one thread.
 *
 * <p>A joint step runs the trunk once over all images of the mini-batch; each head over the features
 * of the examples that have its label; adds up the gradients that the heads give on the features,
 * times the loss weights; and runs the trunk backward once. A task without a label in the
 * mini-batch changes nothing of its own: neither its head's parameters nor its optimiser.
 */
public final class Learner implements AutoCloseable {
  private Learner() {}

  /**
   * A learner that goes on from the state.
   *
   * @throws IllegalArgumentException if the state belongs to another architecture
   */
  public static Learner open(
      Engine engine,
      Architecture architecture,
      LearnerConfig config,
      LearnerState state,
      Precision precision) {
    throw new UnsupportedOperationException();
  }

  /** Learns from the mini-batch. */
  public StepOutcome step(MiniBatch batch) {
    throw new UnsupportedOperationException();
  }

  /** The joint loss of the mini-batch: the sum of loss weight x loss over the tasks it labels. */
  public double loss(MiniBatch batch) {
    throw new UnsupportedOperationException();
  }

  /** Gradient of the joint loss before clipping, by network, then by parameter. Changes nothing. */
  public Map<String, Map<String, Tensor>> gradients(MiniBatch batch) {
    throw new UnsupportedOperationException();
  }

  /**
   * Predictions [N, K] by task name, as from {@link io.headwater.learning.metric.Predictions}. Tasks
   * of pairs are predicted only if every example is a pair.
   */
  public Map<String, double[]> predict(List<Example> examples) {
    throw new UnsupportedOperationException();
  }

  /** A copy of all it has learned. */
  public LearnerState state() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
