package io.headwater.bench.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.headwater.bench.BenchModel;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.snapshots.Assembly;
import io.headwater.snapshots.Assembly.Verified;
import io.headwater.snapshots.OnnxExport;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotAssembler;
import io.headwater.snapshots.SnapshotEncoder;
import io.headwater.snapshots.SnapshotLimits;
import io.headwater.snapshots.SnapshotRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A snapshot as a topic holds it.
 *
 * @param chunks all its records but the last
 * @param manifest the last
 */
public record PublishedSnapshot(List<SnapshotRecord> chunks, SnapshotRecord manifest) {
  private static final long SEED = 1;

  static PublishedSnapshot of(BenchModel model) {
    return of(model, 1);
  }

  /** The same weights as another version. */
  public static PublishedSnapshot of(BenchModel model, long version) {
    Architecture architecture = model.architecture();
    ModelProto onnx =
        OnnxExport.toOnnx(architecture, InitialState.of(architecture, SEED), model.name(), version);
    Provenance provenance =
        new Provenance(
            model.name(),
            "",
            version,
            OptionalLong.empty(),
            Instant.EPOCH,
            0,
            architecture.fingerprint(),
            architecture.input(),
            architecture.tasks(),
            Lineage.EMPTY,
            List.of(),
            "bench",
            "none",
            "none");
    List<SnapshotRecord> records = new ArrayList<>();
    try {
      new SnapshotEncoder(SnapshotEncoder.DEFAULT_CHUNK_BYTES)
          .encode(provenance, onnx::writeTo, records::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int last = records.size() - 1;
    return new PublishedSnapshot(List.copyOf(records.subList(0, last)), records.get(last));
  }

  /** An assembler that has every chunk. */
  SnapshotAssembler withChunks() {
    SnapshotAssembler assembler =
        new SnapshotAssembler(new String(manifest.key(), UTF_8), SnapshotLimits.DEFAULT);
    chunks.forEach(assembler::add);
    return assembler;
  }

  /** What the assembler makes of the manifest. */
  Snapshot verified(SnapshotAssembler assembler) {
    Assembly assembly = assembler.add(manifest);
    if (assembly instanceof Verified verified) {
      return verified.snapshot();
    }
    throw new IllegalStateException("a whole snapshot became " + assembly);
  }

  public Snapshot assembled() {
    return verified(withChunks());
  }
}
