package io.headwater.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.learning.engine.Finding;
import io.headwater.learning.engine.Finding.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** All findings together. */
record Diagnosis(List<Finding> findings) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  Diagnosis {
    findings = List.copyOf(findings);
  }

  /** Whether nothing failed. */
  boolean ok() {
    return findings.stream().noneMatch(finding -> finding.status() == Status.FAILED);
  }

  /** {@code {"ok", "checks": [{"name", "status", "detail", "remedy"}]}}. */
  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("ok", ok());
    ArrayNode checks = root.putArray("checks");
    for (Finding finding : findings) {
      checks
          .addObject()
          .put("name", finding.name())
          .put("status", finding.status().id())
          .put("detail", finding.detail())
          .put("remedy", finding.remedy());
    }
    JSON.writeValue(file.toFile(), root);
  }
}
