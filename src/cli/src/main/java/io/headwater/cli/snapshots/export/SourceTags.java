package io.headwater.cli.snapshots.export;

import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.Provenance;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a model comes from, for whom it is exported to. */
final class SourceTags {
  private SourceTags() {}

  static Map<String, String> of(Manifest manifest) {
    Provenance from = manifest.provenance();
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("headwater.model", from.model());
    tags.put("headwater.version", Long.toString(from.version()));
    tags.put("headwater.lineage", from.lineageId());
    tags.put("headwater.examples", Long.toString(from.lineage().examples()));
    tags.put("headwater.sha256", manifest.payload().sha256());
    return tags;
  }
}
