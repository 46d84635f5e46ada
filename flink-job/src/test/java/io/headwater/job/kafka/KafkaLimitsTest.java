package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.config.JobConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the limits of topics, brokers and clients lie to the last byte and millisecond. */
class KafkaLimitsTest {
  private static final Duration PLENTY = Duration.ofDays(1);
  private static final int METRICS_BYTES = 1 << 20;

  /** Of the largest record, a rejection of an event of 8 MiB, and what a request has beside it. */
  private static final long REQUEST_BYTES = (9 << 20) + (64 << 10);

  private final JobConfig config = config("");

  @Test
  void brokersNeedKeepTransactionsNoLongerThanTheJobDoes() {
    Duration least = TransactionTimes.least(config);
    assertThat(new BrokerLimits(least, REQUEST_BYTES).shortcomings(config)).isEmpty();
    assertThat(new BrokerLimits(least.minusMillis(1), REQUEST_BYTES).shortcomings(config))
        .singleElement()
        .asString()
        .contains("for 900000 ms; the brokers do so for 899999 ms");
  }

  @Test
  void brokersNeedTakeNoLargerRequestsThanTheJobSends() {
    assertThat(new BrokerLimits(PLENTY, REQUEST_BYTES).shortcomings(config)).isEmpty();
    assertThat(new BrokerLimits(PLENTY, REQUEST_BYTES - 1).shortcomings(config))
        .singleElement()
        .asString()
        .contains("records of 9437184 bytes to topic 'events-rejected'")
        .contains("raise it to 9502720 on every broker");
  }

  @Test
  void theBrokerThatAllowsLeastCounts() {
    Config first = broker("600000", null);
    Config second = broker("700000", "1000");
    assertThat(BrokerLimits.of(List.of(first, second)))
        .isEqualTo(new BrokerLimits(Duration.ofMillis(600_000), 1000));
    assertThat(BrokerLimits.of(List.of(second, first)))
        .isEqualTo(new BrokerLimits(Duration.ofMillis(600_000), 1000));
    Config silent = new Config(List.of());
    assertThat(BrokerLimits.of(List.of(silent)).shortcomings(config)).isEmpty();
  }

  @Test
  void whatTheUserSaysOfTheTimeoutIsWhatBrokersNeed() {
    JobConfig patient = config("properties: {transaction.timeout.ms: 900001}");
    assertThat(new BrokerLimits(Duration.ofMillis(900_000), REQUEST_BYTES).shortcomings(patient))
        .singleElement()
        .asString()
        .contains("must keep transactions open for 900001 ms");
  }

  /** In seconds if they are whole. */
  @Test
  void theRemedyIsTheLongestIntervalThatFits() {
    JobConfig slow = config("training: {checkpointInterval: 10min}");
    assertThat(new BrokerLimits(Duration.ofMinutes(15), REQUEST_BYTES).shortcomings(slow))
        .singleElement()
        .asString()
        .contains("checkpointInterval is 600s")
        .contains("or set the interval to 300s or less");
    JobConfig hourly = config("training: {checkpointInterval: 3600500ms}");
    assertThat(new BrokerLimits(Duration.ofMillis(3_000_001), REQUEST_BYTES).shortcomings(hourly))
        .singleElement()
        .asString()
        .contains("checkpointInterval is 3600500ms")
        .contains("or set the interval to 2400001ms or less");
  }

  @ParameterizedTest
  @CsvSource({"900000, 300000", "900001, 300001", "899999, "})
  void aTimeoutAllowsAnIntervalOfFiveMinutesOrMore(long timeoutMillis, Long intervalMillis) {
    assertThat(
            TransactionTimes.longestInterval(Duration.ofMillis(timeoutMillis))
                .map(Duration::toMillis)
                .orElse(null))
        .isEqualTo(intervalMillis);
  }

  @Test
  void settingsOfTheClientMayBeTheLeastThatWillDo() {
    assertThat(ProducerSettings.shortcomings(config(properties(900_000, 9 << 20, 9 << 20))))
        .isEmpty();
    assertThat(shortcoming(properties(899_999, 9 << 20, 9 << 20)))
        .startsWith("transaction.timeout.ms in kafka.properties is 899999")
        .contains("set it to 900000 or more");
    assertThat(shortcoming(properties(900_000, (9 << 20) - 1, 9 << 20)))
        .startsWith("max.request.size in kafka.properties is 9437183")
        .contains("set it to 9437184 or more");
    assertThat(shortcoming(properties(900_000, 9 << 20, (9 << 20) - 1)))
        .startsWith("buffer.memory in kafka.properties is 9437183")
        .contains("set it to 9437184 or more");
  }

  @Test
  void producersHoldTheLargestRecordAndTheLargestBatch() {
    JobConfig chunks = config("snapshots: {chunkBytes: 48MiB}");
    assertThat(producer(chunks, OutputTopic.snapshots(chunks)))
        .containsEntry("max.request.size", Integer.toString(49 << 20))
        .containsEntry("batch.size", Integer.toString(49 << 20))
        .containsEntry("buffer.memory", Integer.toString(49 << 20));
    JobConfig events = config("limits: {maxEventBytes: 40MiB}");
    assertThat(producer(events, OutputTopic.rejected(events)))
        .containsEntry("max.request.size", Integer.toString(41 << 20))
        .containsEntry("batch.size", Integer.toString(16 << 10))
        .containsEntry("buffer.memory", Integer.toString(41 << 20))
        .containsEntry("request.timeout.ms", "71000")
        .containsEntry("delivery.timeout.ms", "161000");
    assertThat(producer(events, OutputTopic.metrics(events)))
        .containsEntry("max.request.size", Integer.toString(METRICS_BYTES))
        .containsEntry("buffer.memory", Integer.toString(32 << 20));
  }

  @Test
  void aDeliveryTimeoutOfTheUsersIsLeftAlone() {
    JobConfig given = config("properties: {delivery.timeout.ms: 200000}");
    assertThat(producer(given, OutputTopic.metrics(given)))
        .containsEntry("delivery.timeout.ms", "200000")
        .doesNotContainKey("request.timeout.ms");
  }

  @ParameterizedTest
  @CsvSource({"max.message.bytes", "segment.bytes"})
  void aTopicNeedTakeNoLargerRecordsThanTheJobWrites(String setting) {
    OutputTopic metrics = OutputTopic.metrics(config);
    assertThat(metrics.shortcomings(topic(setting, METRICS_BYTES), "b:1")).isEmpty();
    assertThat(metrics.shortcomings(topic(setting, METRICS_BYTES - 1), "b:1"))
        .singleElement()
        .asString()
        .contains("takes records of up to 1048575 bytes (" + setting + ")")
        .contains("--alter --kafka b:1', which sets " + setting + "=1048576");
  }

  @Test
  void whatABrokerDoesNotTellIsTakenToBeEnough() {
    ToldSettings nothing = told("segment.bytes", null);
    for (OutputTopic topic : OutputTopic.all(config)) {
      assertThat(topic.shortcomings(nothing, "b:1")).isEmpty();
      assertThat(topic.risks(nothing, "b:1")).isEmpty();
    }
  }

  @Test
  void onlySnapshotsMustNeitherBeCompactedNorDeletedForTheirAge() {
    ToldSettings compacted = told("cleanup.policy", "compact");
    ToldSettings deleting = topic("retention.ms", 604_800_000);
    assertThat(OutputTopic.metrics(config).shortcomings(compacted, "b:1")).isEmpty();
    assertThat(OutputTopic.snapshots(config).shortcomings(compacted, "b:1")).hasSize(1);
    assertThat(OutputTopic.metrics(config).risks(deleting, "b:1")).isEmpty();
    assertThat(OutputTopic.snapshots(config).risks(deleting, "b:1"))
        .singleElement()
        .asString()
        .contains("retention.ms=604800000")
        .contains("which sets retention.ms=-1");
    assertThat(OutputTopic.snapshots(config).risks(topic("retention.ms", -1), "b:1")).isEmpty();
  }

  @Test
  void aTopicOfEventsMustTakeTheLargestAndKeepAll() {
    InputTopic events = new InputTopic("events", "garment", 8 << 20);
    ToldSettings narrow = topic("max.message.bytes", (8 << 20) - 1);
    assertThat(events.shortcomings(narrow, "b:1,c:2")).isEmpty();
    assertThat(events.risks(narrow, "b:1,c:2"))
        .singleElement()
        .asString()
        .contains("events of up to 8388608 (limits.maxEventBytes) may not come in")
        .contains("--alter --kafka b:1', which sets max.message.bytes=8650752");
    assertThat(events.risks(topic("max.message.bytes", 8 << 20), "b:1")).isEmpty();
    assertThat(events.risks(told("cleanup.policy", "compact,delete"), "b:1")).hasSize(1);
    assertThat(events.repairs(told("compression.type", "producer")))
        .containsExactly(Map.entry("compression.type", "uncompressed"));
    assertThat(events.repairs(told("compression.type", "uncompressed"))).isEmpty();
  }

  /** A manifest names every chunk, so that small chunks make it the largest record. */
  @Test
  void theTopicOfSnapshotsTakesTheLargerOfAChunkAndAManifest() {
    assertThat(OutputTopic.snapshots(config("snapshots: {chunkBytes: 2MiB}")).maxMessageBytes())
        .isEqualTo(3 << 20);
    OutputTopic small = OutputTopic.snapshots(config("snapshots: {chunkBytes: 1KiB}"));
    assertThat(small.maxMessageBytes()).isGreaterThan((1 << 20) + 1024);
    assertThat(small.batchBytes()).isEqualTo((1 << 20) + 1024);
    assertThat(small.settings())
        .containsEntry("max.message.bytes", Integer.toString(small.maxMessageBytes()))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", Long.toString(4L << 30))
        .containsEntry("segment.bytes", Integer.toString(256 << 20))
        .containsEntry("compression.type", "uncompressed");
  }

  private static Properties producer(JobConfig config, OutputTopic topic) {
    return ProducerSettings.of(config, topic);
  }

  /** What the settings of the client lack for the topic of rejections. */
  private static String shortcoming(String properties) {
    List<Shortcoming> found = ProducerSettings.shortcomings(config(properties));
    assertThat(found).hasSize(1);
    return found.get(0).toString();
  }

  private static String properties(int transactionMillis, int requestBytes, int bufferBytes) {
    return "properties: {transaction.timeout.ms: %d, max.request.size: %d, buffer.memory: %d}"
        .formatted(transactionMillis, requestBytes, bufferBytes);
  }

  private static Config broker(String transactionMillis, @Nullable String requestBytes) {
    return new Config(
        List.of(
            new ConfigEntry("transaction.max.timeout.ms", transactionMillis),
            new ConfigEntry("socket.request.max.bytes", requestBytes)));
  }

  private static ToldSettings topic(String setting, long value) {
    return told(setting, Long.toString(value));
  }

  private static ToldSettings told(String setting, @Nullable String value) {
    return new ToldSettings(new Config(List.of(new ConfigEntry(setting, value))));
  }

  /**
   * @param more a section of its own, or what the section kafka has besides
   */
  private static JobConfig config(String more) {
    boolean ofKafka = more.startsWith("properties");
    String yaml =
        """
        model: {name: events, backbone: lenet, input: {channels: 1, height: 16, width: 16}}
        tasks:
          similarity: {kind: similarity, topics: [twins]}
        kafka:
          bootstrapServers: localhost:9092
          rejectedTopic: events-rejected
        """;
    String section = ofKafka ? "  " + more : more;
    return JobConfig.parse(yaml + section + "\n", "job.yaml");
  }
}
