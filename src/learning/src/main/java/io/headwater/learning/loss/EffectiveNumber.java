package io.headwater.learning.loss;

import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weights of 1 over the effective number of a class's examples, (1 - beta^n) / (1 - beta). Cui et
 * al., "Class-balanced loss based on effective number of samples", 2019, equations 2 and 3.
 *
 * <p>Of a stream n is not known, and grows for ever, until all classes weigh the same. So n is
 * counted as labels are learned from, and fades as metrics do: it is the number of the class's
 * examples among the last {@code window} of the task. What was not seen lately counts as seen once.
 *
 * @param beta from 0 (all classes weigh the same) to under 1; towards 1 weights go towards 1 / n
 */
public record EffectiveNumber(double beta) implements ClassWeights {
  private static final int VERSION = 1;
  private static final String COUNTS = "counts";

  public EffectiveNumber {
    LossSetting.requireFraction("beta", beta);
  }

  /** With beta 0.999. */
  public EffectiveNumber() {
    this(0.999);
  }

  @Override
  public int stateVersion() {
    return VERSION;
  }

  @Override
  public ClassWeigher begin(Task task, int window, Optional<StatePart> saved) {
    int classes = task.classes().size();
    double[] counts =
        saved
            .map(part -> part.numbers().getOrDefault(COUNTS, new double[0]).clone())
            .orElseGet(() -> new double[classes]);
    if (counts.length != classes) {
      throw new IllegalArgumentException(
          "the saved counts of task '%s' are of %d classes; the task has %d"
              .formatted(task.name(), counts.length, classes));
    }
    return new Counting(task.name(), counts, 1 - 1.0 / window);
  }

  private double[] weights(double[] counts) {
    double[] weights = new double[counts.length];
    for (int k = 0; k < counts.length; k++) {
      double n = Math.max(counts[k], 1);
      weights[k] = (1 - beta) / -Math.expm1(n * Math.log(beta));
    }
    return Weights.withMeanOne(weights);
  }

  private final class Counting implements ClassWeigher {
    private final String task;
    private final double[] counts;
    private final double factor;

    Counting(String task, double[] counts, double factor) {
      this.task = task;
      this.counts = counts;
      this.factor = factor;
    }

    @Override
    public double[] weights(List<Label> labels) {
      return ClassIndex.select(labels, EffectiveNumber.this.weights(counts));
    }

    @Override
    public void count(List<Label> labels) {
      double fade = Math.pow(factor, labels.size());
      for (int k = 0; k < counts.length; k++) {
        counts[k] *= fade;
      }
      labels.forEach(label -> counts[label.classIndex()]++);
    }

    @Override
    public Optional<StatePart> state() {
      return Optional.of(
          new StatePart(
              ClassWeights.part(task),
              VERSION,
              Map.of(),
              Map.of(),
              Map.of(COUNTS, counts.clone()),
              Map.of()));
    }
  }
}
