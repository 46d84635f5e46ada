package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;

/** Describes one snapshot and vouches for its bytes. */
public record Manifest(Provenance provenance, PayloadDigest payload) {
  public Manifest {
    requireNonNull(provenance, "provenance");
    requireNonNull(payload, "payload");
  }

  public String model() {
    return provenance.model();
  }

  public long version() {
    return provenance.version();
  }
}
