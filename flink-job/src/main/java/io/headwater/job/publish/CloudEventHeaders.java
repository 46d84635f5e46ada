package io.headwater.job.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.schema.SnapshotManifest;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A manifest's record as an event of CloudEvents 1.0: its attributes in headers, as the Kafka
 * protocol binding says for the binary content mode (section 3.2). Source and id together name one
 * version of one lineage.
 */
final class CloudEventHeaders {
  private static final String TYPE = "io.headwater.snapshot.published";

  private CloudEventHeaders() {}

  static List<Header> of(SnapshotManifest manifest) {
    Map<String, String> attributes =
        Map.of(
            "ce_specversion", "1.0",
            "ce_type", TYPE,
            "ce_source",
                "/headwater/%s/%s"
                    .formatted(segment(manifest.getModel()), segment(manifest.getLineageId())),
            "ce_id", Long.toString(manifest.getVersion()),
            "ce_time", manifest.getCreatedAt().toString());
    return attributes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .<Header>map(each -> new RecordHeader(each.getKey(), each.getValue().getBytes(UTF_8)))
        .toList();
  }

  /** Part of a path of a URI. */
  private static String segment(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }
}
