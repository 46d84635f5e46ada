package io.headwater.cli.submit;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.RawImage;
import io.headwater.schema.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A job of one small task, its topic, and events for it. */
record ShopJob(EmbeddedKafka kafka, Path directory) {
  static final String MODEL = "shop";
  static final String TOPIC = "shop-garment";

  static final String CLASSES = "shoe, shirt, bag";

  private static final int SIZE = 16;

  ShopJob {
    kafka.createTopic(TOPIC, 1, Map.of("compression.type", "uncompressed"));
  }

  /** Writes its configuration. */
  String config(double learningRate, String classes) throws IOException {
    String yaml =
        """
        model: {name: shop, backbone: lenet, input: {channels: 1, height: 16, width: 16}}
        tasks:
          garment: {kind: classification, topics: [shop-garment], classes: [CLASSES]}
        training:
          engine: auto
          checkpointInterval: 500ms
          optimiser: {kind: sgd, learningRate: RATE}
          batch: {size: 4, maxWait: 100ms, maxBuffered: 64}
        kafka: {bootstrapServers: "SERVERS", properties: {client.id: "a-secret"}}
        snapshots: {topic: shop-snapshots}
        """
            .replace("CLASSES", classes)
            .replace("RATE", Double.toString(learningRate))
            .replace("SERVERS", kafka.bootstrapServers());
    Path file = directory.resolve(learningRate + classes + ".yaml");
    return Files.writeString(file, yaml).toString();
  }

  void send(int events) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < events; i++) {
        producer.send(new ProducerRecord<>(TOPIC, Wire.LABELLED_IMAGE.encode(event(i))));
      }
    }
  }

  private static LabelledImage event(int number) {
    byte[] pixels = new byte[SIZE * SIZE];
    pixels[number % pixels.length] = (byte) 255;
    return LabelledImage.newBuilder()
        .setId("event-" + number)
        .setEventTime(Instant.EPOCH)
        .setImage(new RawImage(SIZE, SIZE, 1, ByteBuffer.wrap(pixels)))
        .setLabels(Map.of("garment", new ClassLabel(number % 3)))
        .build();
  }
}
