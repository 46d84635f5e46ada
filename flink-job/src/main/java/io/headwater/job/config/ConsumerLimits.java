package io.headwater.job.config;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.schema.wire.Wire;
import io.headwater.snapshots.ModelLimits;
import io.headwater.snapshots.SnapshotLimits;
import java.util.List;

/** What no consumer takes, however large its heap is, is not to be trained either. */
final class ConsumerLimits {
  private static final ModelLimits LARGEST = ModelLimits.ofHeap(Long.MAX_VALUE);

  /** A manifest's metrics, and the partitions that the model has learned from. */
  private static final int OTHER_ITEMS = 10_000;

  private ConsumerLimits() {}

  /** What consumers would not take of a configuration's snapshots; the first that there is. */
  static List<String> problems(JobConfig config) {
    return problems(config, SnapshotSize.of(config));
  }

  /**
   * The same.
   *
   * @param size of its snapshots
   */
  static List<String> problems(JobConfig config, SnapshotSize size) {
    long tasks = config.tasks().size();
    long classes = config.tasks().stream().mapToLong(task -> task.task().classes().size()).sum();
    if (tasks > LARGEST.maxTasks()) {
      return List.of(
          "tasks has %,d of them; consumers take %,d at most".formatted(tasks, LARGEST.maxTasks()));
    }
    long inputs = config.model().input().size();
    long values = values(config.architecture());
    if (inputs > LARGEST.maxInputValues() || values > LARGEST.maxValues()) {
      return List.of(
          "model.input is %s, which has %,d values, of which the layers make about %,d; consumers take %,d and %,d at most: choose a smaller input, or another model.backbone"
              .formatted(
                  config.model().input(),
                  inputs,
                  values,
                  LARGEST.maxInputValues(),
                  LARGEST.maxValues()));
    }
    if (size.payloadBytes() > SnapshotLimits.MAX_PAYLOAD_BYTES) {
      return List.of(
          "model.input is %s, with which a snapshot has about %d bytes; consumers take %d at most: choose a smaller input, or another model.backbone"
              .formatted(
                  config.model().input(), size.payloadBytes(), SnapshotLimits.MAX_PAYLOAD_BYTES));
    }
    if (size.chunks() > SnapshotLimits.MAX_CHUNKS) {
      return List.of(
          "snapshots.chunkBytes is %d, with which a snapshot of about %d bytes has %d chunks; consumers take %d at most: it must be at least %d"
              .formatted(
                  config.snapshots().chunkBytes(),
                  size.payloadBytes(),
                  size.chunks(),
                  SnapshotLimits.MAX_CHUNKS,
                  size.leastChunkBytes(SnapshotLimits.MAX_CHUNKS)));
    }
    long items = size.chunks() + classes + tasks + OTHER_ITEMS;
    if (items > Wire.MAX_ITEMS) {
      return List.of(
          "a manifest would name %,d classes, %,d tasks and %,d chunks; consumers take %,d at most together: configure fewer classes, or a larger snapshots.chunkBytes"
              .formatted(classes, tasks, size.chunks(), Wire.MAX_ITEMS - OTHER_ITEMS));
    }
    return List.of();
  }

  /** That all layers together make of one image, about. */
  private static long values(Architecture architecture) {
    return architecture.networks().stream().mapToLong(Network::valueCount).sum();
  }
}
