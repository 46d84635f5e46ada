package io.headwater.learning.combine;

import static io.headwater.learning.combine.Matrix.inner;
import static io.headwater.learning.combine.Matrix.square;

import io.headwater.learning.state.StatePart;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Turns gradients to each other as {@link GradVac} says. */
final class GradVacCombiner implements Combiner {
  private final GradVac settings;
  private final long seed;
  private MeanCosines means;
  private MeanCosines next;

  GradVacCombiner(GradVac settings, long seed, MeanCosines means) {
    this.settings = settings;
    this.seed = seed;
    this.means = means;
    this.next = means;
  }

  @Override
  public double[] coefficients(TaskGram gram) {
    next = means.copy();
    RandomGenerator random = RandomOrder.generator(seed, gram.step());
    return gram.amongNonZero(some -> turned(some, random));
  }

  private double[] turned(TaskGram gram, RandomGenerator random) {
    int count = gram.tasks().size();
    double[] sum = new double[count];
    for (int i = 0; i < count; i++) {
      double[] turned = new double[count];
      turned[i] = 1;
      for (int j : RandomOrder.others(i, count, random)) {
        turn(turned, i, j, gram);
      }
      Arrays.setAll(sum, k -> sum[k] + turned[k]);
    }
    return sum;
  }

  private void turn(double[] turned, int i, int j, TaskGram gram) {
    double own = Math.sqrt(square(gram.products(), turned));
    double other = Math.sqrt(gram.products()[j][j]);
    if (own == 0) {
      return;
    }
    double cosine = clamp(inner(turned, gram.products()[j]) / own / other);
    double mean = means.of(gram.tasks().get(i), gram.tasks().get(j));
    if (cosine < mean) {
      turned[j] += own / other * (mean * sine(cosine) / sine(mean) - cosine);
    }
    next.put(
        gram.tasks().get(i),
        gram.tasks().get(j),
        (1 - settings.beta()) * mean + settings.beta() * cosine);
  }

  private static double clamp(double cosine) {
    return Math.max(-1, Math.min(1, cosine));
  }

  /** Not 0, by which nothing can be divided. */
  private static double sine(double cosine) {
    return Math.sqrt(Math.max(1e-6, 1 - cosine * cosine));
  }

  @Override
  public void applied() {
    means = next;
  }

  @Override
  public Optional<StatePart> state() {
    return Optional.of(means.part(settings.part()));
  }
}
