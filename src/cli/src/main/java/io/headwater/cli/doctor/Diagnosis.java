package io.headwater.cli.doctor;

import io.headwater.learning.host.Finding;
import io.headwater.learning.host.Finding.Status;
import java.util.List;

/**
 * All findings together; its JSON form has these names.
 *
 * @param ok whether nothing failed
 */
record Diagnosis(boolean ok, List<Line> checks) {
  /** One finding; the status in lower case. */
  record Line(String name, String status, String detail, String remedy) {}

  static Diagnosis of(List<Finding> findings) {
    return new Diagnosis(
        findings.stream().noneMatch(finding -> finding.status() == Status.FAILED),
        findings.stream()
            .map(f -> new Line(f.name(), f.status().id(), f.detail(), f.remedy()))
            .toList());
  }
}
