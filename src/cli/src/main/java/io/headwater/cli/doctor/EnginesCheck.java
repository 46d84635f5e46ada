package io.headwater.cli.doctor;

import java.util.List;

/** What the engines say of themselves. */
final class EnginesCheck implements Check {
  @Override
  public List<Finding> findings() {
    return List.of();
  }
}
