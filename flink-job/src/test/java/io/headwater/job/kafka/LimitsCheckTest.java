package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job needs of clients and brokers, at a broker with its usual settings. */
class LimitsCheckTest {
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start();
    kafka.createTopic("twins", 1, Map.of());
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @ParameterizedTest
  @CsvSource({"100ms,900000", "10s,900000", "5min,900000", "6min,960000", "24h,87000000"})
  void transactionsStayOpenForAnIntervalACheckpointAndATimeAway(String interval, String millis) {
    JobConfig config = config("timed", "training: {checkpointInterval: " + interval + "}");
    for (OutputTopic topic : OutputTopic.all(config)) {
      Properties producer = ProducerSettings.of(config, topic);
      assertThat(producer).containsEntry("transaction.timeout.ms", millis);
    }
  }

  @Test
  void theLongestIntervalThatTheBrokersUsuallyAllowIsFiveMinutes() {
    JobConfig fits = config("fits", "training: {checkpointInterval: 5min}");
    assertThatCode(() -> KafkaCheck.run(fits)).doesNotThrowAnyException();

    assertRefused(
        config("long", "training: {checkpointInterval: 10min}"),
        "training.checkpointInterval is 600s, for which Kafka must keep transactions open for"
            + " 1200000 ms; the brokers do so for 900000 ms (transaction.max.timeout.ms): raise it"
            + " to 1200000 on every broker, or set the interval to 300s or less");
  }

  @Test
  void aBrokerThatKeepsTransactionsTooShortlyForAnyIntervalIsToBeChanged() {
    try (EmbeddedKafka hasty =
        EmbeddedKafka.start(Map.of("transaction.max.timeout.ms", "600000"))) {
      hasty.createTopic("twins", 1, Map.of());
      assertRefused(
          config("hasty", "", hasty),
          "training.checkpointInterval is 10s, for which Kafka must keep transactions open for"
              + " 900000 ms; the brokers do so for 600000 ms (transaction.max.timeout.ms): raise"
              + " it to 900000 on every broker");
    }
  }

  @Test
  void aLongerTransactionTimeoutIsTheUsersToChoose() {
    String properties = "properties: {transaction.timeout.ms: %d}";
    assertRefused(
        config("impatient", properties.formatted(899_999)),
        "transaction.timeout.ms in kafka.properties is 899999, but the job keeps transactions open"
            + " for as long: leave it out, or set it to 900000 or more");
    JobConfig patient = config("patient", properties.formatted(900_001));
    assertThat(ProducerSettings.of(patient, OutputTopic.metrics(patient)))
        .containsEntry("transaction.timeout.ms", "900001");
    assertThatThrownBy(() -> KafkaCheck.run(patient))
        .isInstanceOf(KafkaNotReadyException.class)
        .hasMessageContaining("must keep transactions open for 900001 ms");
  }

  @Test
  void bufferAndRequestsMustHoldTheLargestRecord() {
    assertRefused(
        config("narrow", "properties: {max.request.size: 1048576}"),
        "max.request.size in kafka.properties is 1048576, but the job may write records of 1572864"
            + " bytes to topic 'narrow-snapshots': leave it out, or set it to 1572864 or more");
    assertRefused(
        config("secret", "properties: {buffer.memory: hunter2}"),
        "buffer.memory in kafka.properties is not a number, but the job may write records of"
            + " 1572864 bytes to topic 'secret-snapshots': leave it out, or set it to 1572864 or"
            + " more");
  }

  @Test
  void eventsThatNoRequestCanHoldAreRefusedBeforeTheStart() {
    try (EmbeddedKafka narrow =
        EmbeddedKafka.start(Map.of("socket.request.max.bytes", "52428800"))) {
      narrow.createTopic("twins", 1, Map.of());
      assertRefused(
          config("huge", "limits: {maxEventBytes: 64MiB}", narrow),
          "the job may write records of 68157440 bytes to topic 'huge-rejected'; the brokers take"
              + " requests of up to 52428800 bytes (socket.request.max.bytes): raise it to"
              + " 68222976 on every broker, or lower limits.maxEventBytes");
    }
  }

  @Test
  void aLargeRecordHasTheTimeThatItTakesUnlessTheUserSaysHowLong() {
    JobConfig config = config("slow", "limits: {maxEventBytes: 96MiB}");
    assertThat(ProducerSettings.of(config, OutputTopic.rejected(config)))
        .containsEntry("request.timeout.ms", "127000")
        .containsEntry("delivery.timeout.ms", "217000");
    assertThat(ProducerSettings.of(config, OutputTopic.metrics(config)))
        .containsEntry("request.timeout.ms", "31000")
        .containsEntry("delivery.timeout.ms", "121000");

    JobConfig given = config("given", "properties: {request.timeout.ms: 200000}");
    assertThat(ProducerSettings.of(given, OutputTopic.metrics(given)))
        .containsEntry("request.timeout.ms", "200000")
        .doesNotContainKey("delivery.timeout.ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compact", "compact,delete"})
  void aSnapshotsTopicThatIsCompactedIsRefused(String policy) {
    String name = policy.replace(',', '-');
    kafka.createTopic(name + "-snapshots", 1, Map.of("cleanup.policy", policy));
    assertRefused(
        config(name, "snapshots: {chunkBytes: 1KiB}"),
        "topic '%1$s-snapshots' has cleanup.policy=%2$s, which keeps the last record of each model only, and a snapshot has many: change it with 'headwater topics create CONFIG --alter --kafka %3$s', which sets cleanup.policy=delete"
            .formatted(name, policy, kafka.bootstrapServers()));
  }

  @Test
  void aTopicWhoseSegmentsAreTooSmallIsRefused() {
    kafka.createTopic(
        "short-snapshots", 1, Map.of("segment.bytes", "1048576", "max.message.bytes", "8000000"));
    assertThatThrownBy(() -> KafkaCheck.run(config("short", "")))
        .isInstanceOf(KafkaNotReadyException.class)
        .hasMessageContaining("takes records of up to 1048576 bytes (segment.bytes)")
        .hasMessageContaining("which sets segment.bytes=1572864");
  }

  private static void assertRefused(JobConfig config, String message) {
    assertThatThrownBy(() -> KafkaCheck.run(config))
        .isInstanceOf(KafkaNotReadyException.class)
        .hasMessage(message);
  }

  private static JobConfig config(String name, String more) {
    return config(name, more, kafka);
  }

  private static JobConfig config(String name, String more, EmbeddedKafka broker) {
    return config(name, more, broker, "lenet");
  }

  /**
   * @param more a section of its own, or keys of the sections kafka or snapshots
   */
  static JobConfig config(String name, String more, EmbeddedKafka broker, String backbone) {
    boolean ofKafka = more.startsWith("properties");
    boolean ofSnapshots = more.startsWith("snapshots");
    String yaml =
        """
        model: {name: NAME, backbone: BACKBONE, input: {channels: 1, height: 16, width: 16}}
        tasks:
          similarity: {kind: similarity, topics: [twins]}
        kafka:
          bootstrapServers: SERVERS
          rejectedTopic: NAME-rejected
          metricsTopic: NAME-metrics
          KAFKA
        SECTION
        """
            .replace("KAFKA", ofKafka ? more : "")
            .replace(
                "SECTION",
                ofSnapshots
                    ? more.replace("{", "{topic: NAME-snapshots, ")
                    : "snapshots: {topic: NAME-snapshots}\n" + (ofKafka ? "" : more))
            .replace("NAME", name)
            .replace("BACKBONE", backbone)
            .replace("SERVERS", broker.bootstrapServers());
    return JobConfig.parse(yaml, name);
  }
}
