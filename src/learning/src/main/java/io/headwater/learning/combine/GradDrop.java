package io.headwater.learning.combine;

import io.headwater.learning.engine.ElementRule;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.task.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Gradient sign dropout: Chen et al., "Just pick a sign: optimizing deep multitask models with
 * gradient sign dropout", 2020, algorithm 1, on parameters. For each number one sign is drawn, the
 * positive one with the purity of the tasks' gradients there, (1 + sum / sum of magnitudes) / 2;
 * the gradients of that sign add up, and of the others a share.
 *
 * @param leak the share of a gradient of the other sign that remains; from 0 to under 1
 */
public record GradDrop(double leak) implements Combination {
  public GradDrop {
    if (!(leak >= 0 && leak < 1)) {
      throw new IllegalArgumentException("leak is " + leak + "; it must be from 0 to under 1");
    }
  }

  @Override
  public String kind() {
    return "graddrop";
  }

  @Override
  public Gradients gradients() {
    return Gradients.PARAMETERS;
  }

  @Override
  public Combiner begin(List<Task> tasks, long seed, Optional<StatePart> saved) {
    return new Combiner() {
      @Override
      public double[] coefficients(TaskGram gram) {
        double[] ones = new double[gram.tasks().size()];
        Arrays.fill(ones, 1);
        return ones;
      }

      @Override
      public Optional<ElementRule> elements(long step, String network) {
        long ofSeed = new SplittableRandom(seed).nextLong();
        long ofNetwork = new SplittableRandom(network.hashCode()).nextLong();
        return Optional.of(new SignDraw(leak, ofSeed + ofNetwork + step));
      }
    };
  }
}
