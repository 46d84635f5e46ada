package io.headwater.cli.doctor;

import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.learning.host.Finding;
import io.headwater.learning.host.Finding.Status;
import io.headwater.learning.host.HealthCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what health checks find, line by line.
 *
 * @param json where the findings are written as well
 */
public record FindingsReport(PrintWriter out, @Nullable Path json) {
  /** Makes the checks; returns the exit code. */
  public int of(List<HealthCheck> checks) {
    List<Finding> findings = new ArrayList<>();
    for (HealthCheck check : checks) {
      for (Finding finding : check.findings()) {
        findings.add(finding);
        print(finding);
      }
    }
    Diagnosis diagnosis = Diagnosis.of(findings);
    if (json != null) {
      JsonFile.write(json, diagnosis);
    }
    return diagnosis.ok() ? ExitCode.OK : ExitCode.FAILED;
  }

  private void print(Finding finding) {
    out.printf("%-8s %-14s %s%n", finding.status().id(), finding.name(), finding.detail());
    if (finding.status() != Status.OK) {
      out.printf("%-8s %-14s remedy: %s%n", "", "", finding.remedy());
    }
    out.flush();
  }
}
