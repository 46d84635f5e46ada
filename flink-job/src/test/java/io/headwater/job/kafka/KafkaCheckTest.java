package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.config.JobConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaCheckTest {
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

  @Test
  void createsTheTopicsThatTheJobWritesTo() throws Exception {
    JobConfig config = config("fresh", "twins", kafka.bootstrapServers());
    KafkaCheck.run(config);
    assertThatCode(() -> KafkaCheck.run(config)).doesNotThrowAnyException();
    try (Admin admin = Admin.create(config.kafka().clientProperties())) {
      assertThat(admin.listTopics().names().get())
          .contains("fresh-rejected", "fresh-metrics", "fresh-snapshots");
      assertThat(admin.describeTopics(List.of("fresh-snapshots")).allTopicNames().get().values())
          .singleElement()
          .satisfies(topic -> assertThat(topic.partitions()).hasSize(1));
      ConfigResource snapshots = new ConfigResource(ConfigResource.Type.TOPIC, "fresh-snapshots");
      assertThat(admin.describeConfigs(List.of(snapshots)).all().get().get(snapshots))
          .satisfies(
              settings ->
                  assertThat(settings.get("compression.type").value()).isEqualTo("uncompressed"));
    }
  }

  @Test
  void saysHowToCreateAMissingTopic() {
    JobConfig config = config("missing", "nowhere", kafka.bootstrapServers());
    assertThatThrownBy(() -> KafkaCheck.run(config))
        .isInstanceOf(KafkaNotReadyException.class)
        .hasMessage(
            "topic 'nowhere' of task 'similarity' does not exist at %1$s: create it with"
                + " 'headwater topics create CONFIG --kafka %1$s'",
            kafka.bootstrapServers());
  }

  @Test
  void saysHowToRaiseALimitThatIsTooLow() {
    kafka.createTopic("low-snapshots", 1, Map.of("max.message.bytes", "100000"));
    JobConfig config = config("low", "twins", kafka.bootstrapServers());
    assertThatThrownBy(() -> KafkaCheck.run(config))
        .isInstanceOf(KafkaNotReadyException.class)
        .hasMessageContaining("topic 'low-snapshots' takes records of up to 100000 bytes")
        .hasMessageContaining(
            "raise it with 'headwater topics create CONFIG --alter --kafka %s', which sets max.message.bytes=%d",
            kafka.bootstrapServers(), OutputTopic.snapshots(config).maxMessageBytes());
  }

  @Test
  void saysThatNoBrokerAnswers() {
    JobConfig config = config("unreachable", "twins", "127.0.0.1:1");
    assertThatThrownBy(() -> KafkaCheck.run(config))
        .isInstanceOf(KafkaNotReadyException.class)
        .hasMessage(
            "no Kafka broker answers at 127.0.0.1:1 (kafka.bootstrapServers) within 10 s:"
                + " start one there, or correct the address");
  }

  @Test
  void saysThatTheHostIsUnknown() {
    JobConfig config = config("unknown", "twins", "no-such-host.invalid:9092");
    assertThatThrownBy(() -> KafkaCheck.run(config))
        .isInstanceOf(KafkaNotReadyException.class)
        .hasMessageContaining("cannot use Kafka at no-such-host.invalid:9092");
  }

  private static JobConfig config(String name, String topic, String servers) {
    return JobConfig.parse(
        """
        model: {name: NAME, backbone: lenet, input: {channels: 1, height: 16, width: 16}}
        tasks:
          similarity: {kind: similarity, topics: [TOPIC]}
        kafka:
          bootstrapServers: SERVERS
          rejectedTopic: NAME-rejected
          metricsTopic: NAME-metrics
        snapshots: {topic: NAME-snapshots}
        """
            .replace("NAME", name)
            .replace("TOPIC", topic)
            .replace("SERVERS", servers),
        name);
  }
}
