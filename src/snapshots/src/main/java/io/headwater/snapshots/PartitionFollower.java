package io.headwater.snapshots;

import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.Assembly.Verified;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the records of one partition from some offset on, and reports what comes of them. A
 * snapshot whose model is not to be run is refused here already, so that an older one is served.
 */
final class PartitionFollower {
  private static final byte[] NOTHING = new byte[0];

  private final SnapshotAssembler assembler;
  private final LineageFilter lineage;
  private final ModelLimits limits;
  private SnapshotListener listener;

  /**
   * @param budget for chunks, shared by all partitions
   */
  PartitionFollower(
      FollowerConfig config, ChunkBudget budget, LineageFilter lineage, SnapshotListener listener) {
    this.assembler = new SnapshotAssembler(config.model(), config.limits(), budget);
    this.lineage = lineage;
    this.limits = config.limits().model();
    this.listener = listener;
  }

  /** Sends later reports there. */
  void reportTo(SnapshotListener newListener) {
    listener = newListener;
  }

  /** Lets go of what is unfinished, and is not to be used again. */
  void abandon() {
    assembler.abandon();
  }

  /** The last snapshot, of the followed lineage and fit to be run, that the records complete. */
  Optional<Snapshot> add(List<ConsumerRecord<byte[], byte[]>> records) {
    Optional<Snapshot> latest = Optional.empty();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      SourcePosition position =
          new SourcePosition(record.topic(), record.partition(), record.offset());
      Assembly assembly =
          assembler.add(new SnapshotRecord(orNothing(record.key()), orNothing(record.value())));
      Assembly judged = assembly instanceof Verified whole ? judge(whole) : assembly;
      if (judged instanceof Verified verified) {
        latest = Optional.of(verified.snapshot());
        listener.verified(position, verified.snapshot().manifest());
      } else if (judged instanceof Refused refused) {
        listener.refused(position, refused);
      }
    }
    return latest;
  }

  private Assembly judge(Verified whole) {
    Snapshot snapshot = whole.snapshot();
    if (!lineage.passes(snapshot)) {
      return lineage.refusal(snapshot);
    }
    try {
      OnnxCheck.of(snapshot, limits);
      return whole;
    } catch (RefusedModelException e) {
      return new Refused(
          e.reason() == RefusedModelException.Reason.TOO_LARGE
              ? Reason.TOO_LARGE
              : Reason.REFUSED_MODEL,
          "snapshot version %d: %s".formatted(snapshot.manifest().version(), e.getMessage()));
    }
  }

  private static byte[] orNothing(byte @Nullable [] bytes) {
    return bytes == null ? NOTHING : bytes;
  }
}
