package io.headwater.snapshots;

import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.Assembly.Verified;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Assembles the records of one partition from some offset on, and reports what comes of them. */
final class PartitionFollower {
  private static final byte[] NOTHING = new byte[0];

  private final SnapshotAssembler assembler;
  private final LineageFilter lineage;
  private SnapshotListener listener;

  /**
   * @param budget for chunks, shared by all partitions
   */
  PartitionFollower(
      FollowerConfig config, ChunkBudget budget, LineageFilter lineage, SnapshotListener listener) {
    this.assembler = new SnapshotAssembler(config.model(), config.limits(), budget);
    this.lineage = lineage;
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

  /** The last snapshot of the followed lineage that the records complete. */
  Optional<Snapshot> add(List<ConsumerRecord<byte[], byte[]>> records) {
    Optional<Snapshot> latest = Optional.empty();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      SourcePosition position =
          new SourcePosition(record.topic(), record.partition(), record.offset());
      Assembly assembly =
          assembler.add(new SnapshotRecord(orNothing(record.key()), orNothing(record.value())));
      if (assembly instanceof Verified verified) {
        if (lineage.passes(verified.snapshot())) {
          latest = Optional.of(verified.snapshot());
          listener.verified(position, verified.snapshot().manifest());
        } else {
          listener.refused(position, lineage.refusal(verified.snapshot()));
        }
      } else if (assembly instanceof Refused refused) {
        listener.refused(position, refused);
      }
    }
    return latest;
  }

  private static byte[] orNothing(byte @Nullable [] bytes) {
    return bytes == null ? NOTHING : bytes;
  }
}
