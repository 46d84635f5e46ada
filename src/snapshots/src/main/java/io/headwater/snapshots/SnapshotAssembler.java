package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.schema.SnapshotChunk;
import io.headwater.schema.wire.Decoded;
import io.headwater.schema.wire.Decoded.Malformed;
import io.headwater.schema.wire.Wire;
import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.Assembly.Verified;
import io.headwater.snapshots.Assembly.Waiting;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the snapshots of one model together from the records of a partition, in their order. Passes
 * over records of other models; a snapshot that was left unfinished gives way to the next. Holds
 * the chunks of one snapshot at most. Used by one thread.
 */
public final class SnapshotAssembler {
  private static final Assembly WAITING = new Waiting();

  private final String model;
  private final byte[] key;
  private final SnapshotLimits limits;
  private final ChunkBudget budget;
  private @Nullable PendingChunks pending;
  private @Nullable Manifest lastVerified;

  public SnapshotAssembler(String model, SnapshotLimits limits) {
    this(model, limits, new ChunkBudget(limits));
  }

  /**
   * @param budget for what is unfinished, shared with other assemblers
   */
  SnapshotAssembler(String model, SnapshotLimits limits, ChunkBudget budget) {
    this.model = model;
    this.key = model.getBytes(UTF_8);
    this.limits = limits;
    this.budget = budget;
  }

  public Assembly add(SnapshotRecord record) {
    if (!Arrays.equals(record.key(), key)) {
      return WAITING;
    }
    if (Wire.SNAPSHOT_CHUNK.claims(record.value())) {
      return addChunk(Wire.SNAPSHOT_CHUNK.decode(record.value()));
    }
    int length = record.value().length;
    if (length > limits.maxManifestBytes()) {
      return new Refused(
          Reason.TOO_LARGE,
          "a manifest, or whatever it is, has %d bytes; the limit is %d (see SnapshotLimits)"
              .formatted(length, limits.maxManifestBytes()));
    }
    return addManifest(ManifestCodec.decode(record.value()));
  }

  /** Lets go of what is unfinished. */
  void abandon() {
    if (pending != null) {
      budget.forget(pending);
      pending = null;
    }
  }

  private Assembly addChunk(Decoded<SnapshotChunk> decoded) {
    if (decoded instanceof Malformed<SnapshotChunk> malformed) {
      return new Refused(Reason.UNREADABLE, malformed.message());
    }
    SnapshotChunk chunk = decoded.orElseThrow();
    if (!chunk.getModel().equals(model)) {
      return ofOtherModel(chunk.getModel());
    }
    PendingChunks current = pending;
    if (current == null || current.version() != chunk.getVersion()) {
      abandon();
      current = new PendingChunks(chunk.getVersion(), limits, budget);
      pending = current;
    }
    current.put(chunk.getIndex(), chunk.getData());
    return WAITING;
  }

  private Assembly addManifest(Decoded<Manifest> decoded) {
    if (decoded instanceof Malformed<Manifest> malformed) {
      return new Refused(Reason.UNREADABLE, malformed.message());
    }
    Manifest manifest = decoded.orElseThrow();
    if (!manifest.model().equals(model)) {
      return ofOtherModel(manifest.model());
    }
    PendingChunks chunks = takePending(manifest.version());
    if (manifest.equals(lastVerified)) {
      budget.forget(chunks);
      return WAITING;
    }
    Optional<String> excess = limits.model().excess(manifest.provenance());
    if (excess.isPresent()) {
      budget.forget(chunks);
      return new Refused(
          Reason.TOO_LARGE, "snapshot version " + manifest.version() + ": " + excess.get());
    }
    Assembly assembly = chunks.complete(manifest);
    if (assembly instanceof Verified) {
      lastVerified = manifest;
    }
    return assembly;
  }

  private PendingChunks takePending(long version) {
    PendingChunks taken = pending;
    if (taken == null || taken.version() != version) {
      return new PendingChunks(version, limits, budget);
    }
    pending = null;
    return taken;
  }

  private Refused ofOtherModel(String name) {
    return new Refused(
        Reason.UNREADABLE, "the record's key is '" + model + "', its model is '" + name + "'");
  }
}
