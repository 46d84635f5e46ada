package io.headwater.learning.schedule;

import io.headwater.learning.state.StatePart;
import java.util.Optional;

/**
 * Multiplies the learning rate by a factor whenever the tasks' losses, before learning from the
 * examples, have not fallen for some time: as PyTorch's ReduceLROnPlateau, over a stream. A task
 * that has its first examples changes the sum of the losses; what is the least begins anew then.
 *
 * @param factor over 0 and under 1
 * @param patience steps without a new least that are put up with, over 0
 * @param threshold the part by which a loss must be under the least one to be a new one, in [0, 1)
 * @param floor the least that the rate is multiplied by in all, in [0, 1)
 */
public record Plateau(double factor, long patience, double threshold, double floor)
    implements Schedule {
  private static final int VERSION = 1;

  public Plateau {
    Ranges.requireFactor(factor);
    Ranges.requireSteps("patience", patience, 1);
    Ranges.requireFraction("threshold", threshold);
    Ranges.requireFraction("floor", floor);
  }

  @Override
  public String kind() {
    return "plateau";
  }

  @Override
  public int stateVersion() {
    return VERSION;
  }

  @Override
  public Pace begin(Optional<StatePart> saved) {
    return new PlateauPace(this, saved);
  }
}
