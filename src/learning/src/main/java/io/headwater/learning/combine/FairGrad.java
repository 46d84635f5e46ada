package io.headwater.learning.combine;

/**
 * Fair resource allocation: Ban and Ji, "Fair resource allocation in multi-task learning", 2024,
 * equation 4. The coefficients a, over 0, for which G a = a^(-1 / alpha): the gains of the tasks
 * are alpha-fair.
 *
 * @param alpha from 0.1 to 100; 1 is the Nash bargaining solution; the larger it is, the more
 *     counts the task that gains least
 */
public record FairGrad(double alpha, Gradients gradients) implements GramMethod {
  private static final double LEAST = 0.1;
  private static final double MOST = 100;

  public FairGrad {
    gradients.requireOfEachTask();
    if (!(alpha >= LEAST && alpha <= MOST)) {
      throw new IllegalArgumentException("alpha is " + alpha + "; it must be from 0.1 to 100");
    }
  }

  @Override
  public String kind() {
    return "fairgrad";
  }

  @Override
  public double[] coefficients(double[][] gram) {
    return FairShares.of(gram, 1 / alpha);
  }
}
