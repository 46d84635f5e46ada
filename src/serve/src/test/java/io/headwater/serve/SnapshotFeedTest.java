package io.headwater.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.serve.ServeConfig.Limits;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.Manifest;
import io.headwater.snapshots.SnapshotLimits;
import io.headwater.snapshots.SnapshotRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From a topic to answers over HTTP. */
@Timeout(120)
class SnapshotFeedTest {
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void startBroker() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  /** What the feed said, in its order. */
  private static final class Said implements FeedListener {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void serves(Manifest manifest) {
      lines.add("serves " + manifest.version());
    }

    @Override
    public void refuses(String why) {
      lines.add("refuses " + why);
    }

    @Override
    public void waits(String why) {
      lines.add("waits");
    }

    String next() throws InterruptedException {
      return String.valueOf(lines.poll(60, TimeUnit.SECONDS));
    }

    String nextBut(String passedOver) throws InterruptedException {
      String line = next();
      while (line.equals(passedOver)) {
        line = next();
      }
      return line;
    }
  }

  @Test
  void servesWhatIsPublishedAndNothingThatIsDamaged() throws Exception {
    Said said = new Said();
    String topic = "snapshots";
    kafka.createTopic(topic, 1, Map.of());
    try (TestServer server = TestServer.start(Limits.DEFAULT)) {
      try (SnapshotFeed feed = feed(topic, server, said)) {
        GarmentSnapshots.publish(kafka, topic, GarmentSnapshots.records(1));
        assertThat(said.next()).isEqualTo("serves 1");
        assertThat(Answer.get(server.url("/v2/health/ready")).status()).isEqualTo(200);

        GarmentSnapshots.publish(kafka, topic, withoutFirstChunk(GarmentSnapshots.records(2)));
        assertThat(said.next()).startsWith("refuses snapshot version 2: chunk 0 of");
        assertThat(versionOf(server)).isEqualTo("1");

        GarmentSnapshots.publish(kafka, topic, GarmentSnapshots.records(3));
        assertThat(said.next()).isEqualTo("serves 3");
        assertThat(versionOf(server)).isEqualTo("3");
        assertThat(feed).isNotNull();
      }
      assertThat(metrics(server))
          .contains("headwater_serve_model_version{model=\"garments\"} 3.0")
          .contains("headwater_serve_swaps_total 2.0")
          .contains("headwater_serve_refused_snapshots_total 1.0");
    }
  }

  @Test
  void goesOnAfterTheTopicCame() throws Exception {
    Said said = new Said();
    String topic = "later";
    try (TestServer server = TestServer.start(Limits.DEFAULT);
        SnapshotFeed feed = feed(topic, server, said)) {
      assertThat(said.next()).isEqualTo("waits");
      kafka.createTopic(topic, 1, Map.of());
      GarmentSnapshots.publish(kafka, topic, GarmentSnapshots.records(1));
      assertThat(said.nextBut("waits")).isEqualTo("serves 1");
      assertThat(feed).isNotNull();
    }
  }

  @Test
  void whatEndsItIsSaidToWhoWaits() throws Exception {
    FeedListener failing =
        new FeedListener() {
          @Override
          public void serves(Manifest manifest) {}

          @Override
          public void refuses(String why) {}

          @Override
          public void waits(String why) {
            throw new StackOverflowError("too deep");
          }
        };
    try (TestServer server = TestServer.start(Limits.DEFAULT);
        SnapshotFeed feed = feed("none", server, failing)) {
      assertThat(catchThrowable(feed::await))
          .isInstanceOf(FeedEndedException.class)
          .hasMessageContaining("too deep")
          .hasMessageContaining("start the command again");
    }
  }

  @Test
  void countsRequestsFailuresAndBatches() throws Exception {
    try (TestServer server = TestServer.serving(1)) {
      Answer.post(server.inferUrl(), "{}").refusal(400);
      Answer.get(server.url("/v2/models/garments"));
      Answer.post(
          server.inferUrl(),
          "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[3,1,28,28],\"parameters\":{\"binary_data_size\":2352}}]}",
          GarmentSnapshots.images(3, 1));

      assertThat(metrics(server))
          .contains("# TYPE headwater_serve_requests_total counter")
          .contains("headwater_serve_requests_total{endpoint=\"infer\"} 2.0")
          .contains("headwater_serve_requests_total{endpoint=\"model\"} 1.0")
          .contains(
              "headwater_serve_failures_total{endpoint=\"infer\",reason=\"WRONG_REQUEST\"} 1.0")
          .contains("headwater_serve_request_duration_seconds_count{endpoint=\"infer\"} 2")
          .contains("headwater_serve_batch_images_bucket{le=\"2.0\"} 0")
          .contains("headwater_serve_batch_images_bucket{le=\"4.0\"} 1")
          .contains("headwater_serve_batch_images_sum 3.0");
    }
  }

  private static SnapshotFeed feed(String topic, TestServer server, FeedListener said) {
    FollowerConfig config =
        new FollowerConfig(
            kafka.bootstrapServers(),
            topic,
            GarmentSnapshots.MODEL,
            SnapshotLimits.DEFAULT,
            Map.of("default.api.timeout.ms", "2000", "request.timeout.ms", "1000"));
    return SnapshotFeed.start(config, server.live(), server.metrics(), said);
  }

  private static String versionOf(TestServer server) throws Exception {
    return Answer.get(server.url("/v2/models/garments")).json().at("/versions/0").asText();
  }

  private static String metrics(TestServer server) throws Exception {
    return new String(Answer.get(server.url("/metrics")).response().body(), StandardCharsets.UTF_8);
  }

  private static List<SnapshotRecord> withoutFirstChunk(List<SnapshotRecord> records) {
    return new ArrayList<>(records.subList(1, records.size()));
  }
}
