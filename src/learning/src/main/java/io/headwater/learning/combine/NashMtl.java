package io.headwater.learning.combine;

/**
 * The Nash bargaining solution: Navon et al., "Multi-task learning as a bargaining game", 2022,
 * claim 3.1. The coefficients a, over 0, for which G a = 1 / a: what each task gains is in inverse
 * proportion to its share. The gradient's norm is the root of the number of tasks, whatever the
 * tasks' norms are. It is solved anew in each step, where the paper's code goes on from the last.
 */
public record NashMtl(Gradients gradients) implements GramMethod {
  public NashMtl {
    gradients.requireOfEachTask();
  }

  @Override
  public String kind() {
    return "nash-mtl";
  }

  @Override
  public double[] coefficients(double[][] gram) {
    return FairShares.of(gram, 1);
  }
}
