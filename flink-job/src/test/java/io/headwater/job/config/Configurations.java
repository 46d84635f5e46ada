package io.headwater.job.config;

/** Configuration files that tests start from. */
final class Configurations {
  static final String SMALLEST =
      """
      model:
        name: fashion
        input: {channels: 1, height: 28, width: 28}
      tasks:
        garment:
          kind: classification
          topics: [garments]
          classes: [shirt, shoe]
      kafka:
        bootstrapServers: localhost:9092
      """;

  static final String FULL =
      """
      # Every key, with a value that is not its default.
      model:
        name: fashion
        backbone: lenet
        input: {channels: 3, height: 32, width: 30}
      tasks:
        garment:
          kind: classification
          topics: [garments, more-garments]
          lossWeight: 0.1
          classes: [shirt, shoe, bag]
          augment: [horizontal-flip]
        outline:
          kind: edges
          topicPattern: "outlines-.*"
          lossWeight: 2
      training:
        engine: dl4j
        precision: bf16
        optimiser: {learningRate: 0.01, beta1: 0.8, beta2: 0.99, epsilon: 1.0e-7}
        clipNorm: none
        seed: -7
        batch: {size: 32, maxWait: 2s, maxBuffered: 64}
        checkpointInterval: 1min
        metricsWindow: 500
      kafka:
        bootstrapServers: kafka-1:9092,kafka-2:9092
        startFrom: latest
        rejectedTopic: rejected
        metricsTopic: metrics
        acceptLostUpTo: 7
        properties: {client.id: fashion, request.timeout.ms: 1000}
      snapshots: {topic: snapshots, chunkBytes: 1MiB, everyCheckpoints: 3}
      limits: {maxImagePixels: 1000000, maxEventBytes: 2000000, maxEventSamples: 3000000}
      """;

  private Configurations() {}

  static JobConfig parse(String yaml) {
    return JobConfig.parse(yaml, "job.yaml");
  }
}
