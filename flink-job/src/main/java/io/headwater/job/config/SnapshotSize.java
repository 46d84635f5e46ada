package io.headwater.job.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.learning.model.Architecture;

/**
 * How large a model's snapshots will be, known before it is trained: a little over what they are.
 *
 * @param payloadBytes of the ONNX file
 * @param chunks that it is sent in
 * @param manifestBytes of the record that names its chunks, without its lineage and metrics
 */
public record SnapshotSize(long payloadBytes, long chunks, long manifestBytes) {
  private static final int VALUE_BYTES = Float.BYTES;

  // What a graph has besides its layers, and a layer besides its numbers.
  private static final int GRAPH_BYTES = 64 << 10;
  private static final int LAYER_BYTES = 400;

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
    Architecture model = config.architecture();
    long payload = values(model) * VALUE_BYTES + layers(model) * LAYER_BYTES + GRAPH_BYTES + names;
    long chunks = chunks(payload, config.snapshots().chunkBytes());
    return new SnapshotSize(payload, chunks, chunks * DIGEST_BYTES + names);
  }

  /** The least that a chunk must have if there are to be so many at most. */
  long leastChunkBytes(int mostChunks) {
    return chunks(payloadBytes, mostChunks);
  }

  private static long chunks(long payload, int chunkBytes) {
    return (payload + chunkBytes - 1) / chunkBytes;
  }

  private static long layers(Architecture architecture) {
    return architecture.networks().stream().mapToLong(network -> network.nodes().size()).sum();
  }

  private static long values(Architecture architecture) {
    return architecture.networks().stream()
        .mapToLong(network -> network.parameterCount() + network.statisticsCount())
        .sum();
  }
}
