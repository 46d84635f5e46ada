package io.headwater.cli.doctor;

import io.headwater.learning.host.Finding;
import io.headwater.learning.host.HealthCheck;
import java.util.List;
import java.util.ServiceLoader;

/** What the engines on the class path say of themselves. */
final class EnginesCheck implements HealthCheck {
  @Override
  public List<Finding> findings() {
    List<Finding> findings =
        ServiceLoader.load(HealthCheck.class).stream()
            .flatMap(check -> check.get().findings().stream())
            .toList();
    return findings.isEmpty()
        ? List.of(Finding.failed("engine", "none on the class path", "build again: mvn package"))
        : findings;
  }
}
