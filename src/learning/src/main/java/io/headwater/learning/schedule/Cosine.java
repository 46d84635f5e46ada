package io.headwater.learning.schedule;

import io.headwater.learning.state.StatePart;
import java.util.Optional;

/**
 * Up in equal steps to the optimiser's learning rate (Goyal et al., "Accurate, large minibatch
 * SGD", 2017, section 2.2), then down along half a cosine (Loshchilov and Hutter, "SGDR", 2017,
 * equation 5). A stream does not end with the period: the rate stays at its floor, or begins anew
 * at the top.
 *
 * @param warmUp steps on the way up, 0 or more; the last of them has the whole rate
 * @param period steps on the way down, over 0
 * @param floor the least factor, in [0, 1)
 * @param restarts whether a period follows the other
 */
public record Cosine(long warmUp, long period, double floor, boolean restarts) implements Schedule {
  public Cosine {
    Ranges.requireSteps("warmUp", warmUp, 0);
    Ranges.requireSteps("period", period, 1);
    Ranges.requireFraction("floor", floor);
  }

  @Override
  public String kind() {
    return "cosine";
  }

  @Override
  public Pace begin(Optional<StatePart> saved) {
    return this::factor;
  }

  private double factor(long step) {
    if (step < warmUp) {
      return (step + 1.0) / warmUp;
    }
    long since = step - warmUp;
    if (since >= period && !restarts) {
      return floor;
    }
    double part = (double) (since % period) / period;
    return floor + (1 - floor) * (1 + StrictMath.cos(Math.PI * part)) / 2;
  }
}
