package io.headwater.cli.doctor;

import io.headwater.learning.engine.EngineCheck;
import io.headwater.learning.host.Finding;
import java.util.List;
import java.util.ServiceLoader;

/** What the engines on the class path say of themselves. */
final class EnginesCheck implements Check {
  @Override
  public List<Finding> findings() {
    List<Finding> findings =
        ServiceLoader.load(EngineCheck.class).stream()
            .flatMap(check -> check.get().findings().stream())
            .toList();
    return findings.isEmpty()
        ? List.of(Finding.failed("engine", "none on the class path", "build again: mvn package"))
        : findings;
  }
}
