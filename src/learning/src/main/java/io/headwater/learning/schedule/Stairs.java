package io.headwater.learning.schedule;

import io.headwater.learning.state.StatePart;
import java.util.Optional;

/**
 * Multiplies the learning rate by a factor every so many steps.
 *
 * @param every steps, over 0
 * @param factor over 0 and under 1
 * @param floor the least that the rate is multiplied by in all, in [0, 1)
 */
public record Stairs(long every, double factor, double floor) implements Schedule {
  public Stairs {
    Ranges.requireSteps("every", every, 1);
    Ranges.requireFactor(factor);
    Ranges.requireFraction("floor", floor);
  }

  @Override
  public String kind() {
    return "step";
  }

  @Override
  public Pace begin(Optional<StatePart> saved) {
    return step -> Math.max(floor, StrictMath.pow(factor, Math.floorDiv(step, every)));
  }
}
