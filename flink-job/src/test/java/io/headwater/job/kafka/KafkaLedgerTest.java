package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import io.headwater.job.identity.ModelLedger;
import io.headwater.job.identity.ModelRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaLedgerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final int WAITED_MILLIS = 300;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void aJobKeepsItsModelThroughItsRestarts() {
    KafkaLedger job = KafkaLedger.of(config("alone"));
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatCode(job::claim).doesNotThrowAnyException();
    }
  }

  @Test
  void aLaterJobTakesTheModelOverAndTheEarlierOneIsTold() {
    JobConfig config = config("taken");
    KafkaLedger earlier = KafkaLedger.of(config);
    earlier.claim();
    KafkaLedger later = KafkaLedger.of(config);
    assertThatCode(earlier::claim)
        .as("the later one has not started yet")
        .doesNotThrowAnyException();
    later.claim();
    assertThatThrownBy(earlier::claim)
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageMatching(
            "another job took model 'taken' over at 20\\S+Z \\(process \\d+ on .+\\); only one may train it\\. .*");
    assertThatCode(later::claim).doesNotThrowAnyException();
  }

  @Test
  void whoLooksOutIsToldOnceAnotherJobHasStarted() {
    JobConfig config = config("watched");
    KafkaLedger earlier = KafkaLedger.of(config);
    earlier.claim();
    try (ModelLedger.Watch watch = earlier.watch()) {
      KafkaLedger later = KafkaLedger.of(config);
      assertThatCode(watch::requireNoSuccessor).doesNotThrowAnyException();
      later.claim();
      assertThatThrownBy(watch::requireNoSuccessor).isInstanceOf(ModelRefusedException.class);
    }
  }

  @Test
  void itsOtherTasksWaitUntilTheJobHasEnteredItself() throws Exception {
    JobConfig config = config("awaited");
    KafkaLedger earlier = KafkaLedger.of(config);
    earlier.claim();
    KafkaLedger job = KafkaLedger.of(config);
    CompletableFuture<Void> sink = CompletableFuture.runAsync(() -> awaitClaim(job));
    assertThatThrownBy(() -> sink.get(WAITED_MILLIS, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    job.claim();
    assertThat(sink).succeedsWithin(DEADLINE);
    assertThatThrownBy(earlier::awaitClaim).isInstanceOf(ModelRefusedException.class);
  }

  @Test
  void ofTwoThatStartAtOnceTheSecondIsTold() {
    JobConfig config = config("race");
    KafkaLedger one = KafkaLedger.of(config);
    KafkaLedger other = KafkaLedger.of(config);
    one.claim();
    assertThatThrownBy(other::claim).isInstanceOf(ModelRefusedException.class);
  }

  @Test
  void modelsOfOtherNamesAndTopicsAreOthers() {
    KafkaLedger.of(config("one")).claim();
    KafkaLedger other = KafkaLedger.of(config("another"));
    assertThatCode(other::claim).doesNotThrowAnyException();
  }

  @Test
  void aTopicWithoutASnapshotHasNoVersion() {
    assertThat(KafkaLedger.of(config("empty")).newest()).isEmpty();
  }

  @Test
  void itTravelsWithTheJobAndTellsNoSecret() throws Exception {
    KafkaLedger ledger = KafkaLedger.of(config("secret"));
    new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(ledger);
    assertThat(ledger.toString()).doesNotContain("hush").contains("model 'secret'");
  }

  private static void awaitClaim(KafkaLedger ledger) {
    try {
      ledger.awaitClaim();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JobConfig config(String name) {
    kafka.createTopic(name + "-snapshots", 1, Map.of());
    return JobConfig.parse(
        """
        model: {name: NAME, input: {channels: 1, height: 16, width: 16}}
        tasks:
          garment: {kind: classification, topics: [NAME], classes: [shoe, shirt]}
        kafka:
          bootstrapServers: SERVERS
          rejectedTopic: NAME-rejected
          metricsTopic: NAME-metrics
          properties: {client.id: hush}
        snapshots: {topic: NAME-snapshots}
        """
            .replace("NAME", name)
            .replace("SERVERS", kafka.bootstrapServers()),
        name);
  }
}
