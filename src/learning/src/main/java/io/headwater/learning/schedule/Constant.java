package io.headwater.learning.schedule;

import io.headwater.learning.state.StatePart;
import java.util.Optional;

/** The optimiser's own learning rate at every step. */
public record Constant() implements Schedule {
  @Override
  public String kind() {
    return "constant";
  }

  @Override
  public Pace begin(Optional<StatePart> saved) {
    return step -> 1;
  }
}
