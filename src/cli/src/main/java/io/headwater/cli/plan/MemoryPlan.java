package io.headwater.cli.plan;

import io.headwater.job.config.JobConfig;
import io.headwater.job.config.SnapshotSize;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;

/**
 * Bytes that the model takes.
 *
 * @param training about what an engine holds outside the heap: parameters, gradients, slots of the
 *     optimiser, and of a full mini-batch the values between layers with their gradients
 * @param checkpoint parameters, slots and running statistics
 * @param snapshot of the ONNX file, a little over what it is
 * @param chunks that a snapshot is sent in
 */
record MemoryPlan(long training, long checkpoint, long snapshot, long chunks) {
  static MemoryPlan of(JobConfig config) {
    Architecture architecture = config.architecture();
    int slots = config.training().optimiser().slots().size();
    long parameters = architecture.networks().stream().mapToLong(Network::parameterCount).sum();
    long statistics = architecture.networks().stream().mapToLong(Network::statisticsCount).sum();
    SnapshotSize snapshot = SnapshotSize.of(config);
    return new MemoryPlan(
        Float.BYTES * ((2L + slots) * parameters + statistics + 2 * values(config, architecture)),
        Float.BYTES * ((1L + slots) * parameters + statistics),
        snapshot.payloadBytes(),
        snapshot.chunks());
  }

  /** Between layers, of all rows of a mini-batch. */
  private static long values(JobConfig config, Architecture architecture) {
    long rows = config.training().batch().size();
    long all = rows * images(architecture);
    long values = 0;
    for (Member tower : architecture.towers()) {
      values += all * tower.network().valueCount();
    }
    for (Member member : architecture.members()) {
      if (!architecture.towers().contains(member)) {
        values += rows * member.network().valueCount();
      }
    }
    return values;
  }

  /** Of one example of each task. */
  private static long images(Architecture architecture) {
    return architecture.tasks().stream()
        .map(task -> architecture.heads().get(task.name()))
        .mapToLong(head -> head != null && head.readsPairs() ? 2 : 1)
        .sum();
  }
}
