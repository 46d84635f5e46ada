package io.headwater.snapshots;

import io.headwater.learning.task.TaskKind;
import io.headwater.learning.weighting.TaskBalance;
import io.headwater.schema.TaskMetrics;
import io.headwater.schema.wire.Wire;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A score as TaskMetrics: alone in the metrics topic, and in a manifest. */
public final class TaskScoreCodec {
  private TaskScoreCodec() {}

  /** The value of a record of the metrics topic. */
  public static byte[] encode(String model, TaskScore score) {
    return Wire.TASK_METRICS.encode(toWire(model, score));
  }

  static TaskMetrics toWire(String model, TaskScore score) {
    TaskBalance balance = score.balance();
    return new TaskMetrics(
        model,
        score.task(),
        score.kind().id(),
        score.time(),
        score.step(),
        score.examples(),
        score.headline(),
        score.values(),
        balance == null ? null : balance.lossWeight(),
        balance == null ? null : balance.gradientNorm(),
        balance == null ? Map.of() : balance.cosines());
  }

  static TaskScore fromWire(TaskMetrics wire) {
    return new TaskScore(
        wire.getTask(),
        kind(wire.getKind()),
        wire.getTime(),
        wire.getStep(),
        wire.getExamples(),
        wire.getHeadline(),
        wire.getValues(),
        balance(wire));
  }

  private static @Nullable TaskBalance balance(TaskMetrics wire) {
    Double lossWeight = wire.getLossWeight();
    return lossWeight == null
        ? null
        : new TaskBalance(wire.getTask(), lossWeight, wire.getGradientNorm(), wire.getCosines());
  }

  /**
   * @throws IllegalArgumentException if there is none of that id; names those there are
   */
  static TaskKind kind(String id) {
    return Stream.of(TaskKind.values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "task kind is '"
                        + id
                        + "'; this version knows "
                        + Stream.of(TaskKind.values())
                            .map(TaskKind::id)
                            .collect(Collectors.joining(", "))));
  }
}
