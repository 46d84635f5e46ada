package io.headwater.job.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.task.ImageShape;
import io.headwater.snapshots.SnapshotLimits;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How large a model's snapshots will be, known before it is trained: a little over what they are.
 *
 * @param payloadBytes of the ONNX file
 * @param manifestBytes of the record that names its chunks, without its lineage and metrics
 */
public record SnapshotSize(long payloadBytes, long manifestBytes) {
  private static final int VALUE_BYTES = Float.BYTES;

  // The nodes of the graph, and a pair's second trunk, which shares the parameters of the first.
  private static final int GRAPH_BYTES = 64 << 10;

  // SHA-256 in hexadecimal digits, and its length.
  private static final int DIGEST_BYTES = 66;
  private static final int NAME_BYTES = 8;

  /** Of the model that the configuration describes. */
  public static SnapshotSize of(JobConfig config) {
    long names =
        config.tasks().stream()
            .flatMap(task -> task.task().classes().stream())
            .mapToLong(name -> name.getBytes(UTF_8).length + NAME_BYTES)
            .sum();
    long payload = values(config.architecture()) * VALUE_BYTES + GRAPH_BYTES + names;
    return new SnapshotSize(
        payload, chunks(payload, config.snapshots().chunkBytes()) * DIGEST_BYTES + names);
  }

  /** What consumers would not take of a configuration's snapshots. */
  static List<String> problems(JobConfig config) {
    return of(config).problems(config.model().input(), config.snapshots().chunkBytes());
  }

  /** What consumers would not take of a snapshot of this size. */
  List<String> problems(ImageShape input, int chunkBytes) {
    if (payloadBytes > SnapshotLimits.MAX_PAYLOAD_BYTES) {
      return List.of(
          "model.input is %s, with which a snapshot has about %d bytes; consumers take %d at most: choose a smaller input, or another model.backbone"
              .formatted(input, payloadBytes, SnapshotLimits.MAX_PAYLOAD_BYTES));
    }
    long chunks = chunks(payloadBytes, chunkBytes);
    if (chunks > SnapshotLimits.MAX_CHUNKS) {
      return List.of(
          "snapshots.chunkBytes is %d, with which a snapshot of about %d bytes has %d chunks; consumers take %d at most: it must be at least %d"
              .formatted(
                  chunkBytes,
                  payloadBytes,
                  chunks,
                  SnapshotLimits.MAX_CHUNKS,
                  chunks(payloadBytes, SnapshotLimits.MAX_CHUNKS)));
    }
    return List.of();
  }

  private static long chunks(long payload, int chunkBytes) {
    return (payload + chunkBytes - 1) / chunkBytes;
  }

  private static long values(Architecture architecture) {
    return architecture.networks().stream().mapToLong(SnapshotSize::values).sum();
  }

  private static long values(Network network) {
    return Stream.of(network.parameterShapes(), network.statisticsShapes())
        .map(Map::values)
        .flatMap(Collection::stream)
        .mapToLong(shape -> shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b))
        .sum();
  }
}
