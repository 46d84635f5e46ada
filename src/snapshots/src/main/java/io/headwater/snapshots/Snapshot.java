package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

/**
 * A model as it was at one checkpoint.
 *
 * @param payload an ONNX ModelProto; shared, not copied: who holds a snapshot must not write to it
 */
public record Snapshot(Manifest manifest, byte[] payload) {
  public Snapshot {
    requireNonNull(manifest, "manifest");
    requireNonNull(payload, "payload");
  }
}
