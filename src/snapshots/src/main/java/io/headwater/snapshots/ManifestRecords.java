package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.schema.wire.Decoded;
import io.headwater.schema.wire.Wire;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Finds the manifests of one model among the records of the snapshots topic. */
final class ManifestRecords {
  private final FollowerConfig config;
  private final byte[] key;

  ManifestRecords(FollowerConfig config) {
    this.config = config;
    this.key = config.model().getBytes(UTF_8);
  }

  /**
   * The record's manifest; empty for a chunk, another model's record, what can't be read, and what
   * is beyond the limit of a manifest.
   */
  Optional<Manifest> read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    boolean own = record.key() != null && Arrays.equals(record.key(), key);
    if (!own
        || value == null
        || value.length > config.limits().maxManifestBytes()
        || Wire.SNAPSHOT_CHUNK.claims(value)) {
      return Optional.empty();
    }
    return ManifestCodec.decode(value) instanceof Decoded.Value<Manifest> v
            && v.value().model().equals(config.model())
        ? Optional.of(v.value())
        : Optional.empty();
  }
}
