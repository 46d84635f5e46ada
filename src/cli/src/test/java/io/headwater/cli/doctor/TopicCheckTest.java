package io.headwater.cli.doctor;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.embedded.EmbeddedKafka;
import io.headwater.job.kafka.OutputTopic;
import io.headwater.learning.host.Finding;
import io.headwater.learning.host.Finding.Status;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** Topics of a service that speaks Kafka's protocol, but does not tell all settings. */
class TopicCheckTest {
  private static final OutputTopic WRITTEN =
      new OutputTopic("snapshots", 1_000_000, 1_000, Map.of(), "snapshots.chunkBytes");

  @Test
  void whatABrokerDoesNotTellIsAFinding() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("events", 1, Map.of());
      kafka.createTopic("snapshots", 1, Map.of());
      Config nothing = new Config(List.of());
      Config noValues =
          new Config(
              List.of(
                  new ConfigEntry("compression.type", null),
                  new ConfigEntry("max.message.bytes", null)));
      for (Config told : List.of(nothing, noValues)) {
        try (Admin admin = new ReticentAdmin(kafka, told)) {
          TopicCheck topics = new TopicCheck(admin, kafka.bootstrapServers());

          Finding unpacked = topics.unpacked(Set.of("events"));
          assertThat(unpacked.status()).isEqualTo(Status.WARNING);
          assertThat(unpacked.detail()).endsWith("in 1 topic(s): events");
          for (Finding size : List.of(topics.there("events"), topics.used(WRITTEN))) {
            assertThat(size.status()).isEqualTo(Status.OK);
            assertThat(size.detail())
                .isEqualTo(
                    "1 partition(s), 0 offsets, messages of at most a size that the broker does not tell");
          }
        }
      }
    }
  }

  /** Asks a real broker, but for settings. */
  private static final class ReticentAdmin extends ForwardingAdmin {
    private final Config told;

    ReticentAdmin(EmbeddedKafka kafka, Config told) {
      super(Map.of("bootstrap.servers", kafka.bootstrapServers()));
      this.told = told;
    }

    @Override
    public DescribeConfigsResult describeConfigs(
        Collection<ConfigResource> resources, DescribeConfigsOptions options) {
      return new Told(
          resources.stream()
              .collect(toMap(each -> each, each -> KafkaFuture.completedFuture(told))));
    }
  }

  private static final class Told extends DescribeConfigsResult {
    Told(Map<ConfigResource, KafkaFuture<Config>> settings) {
      super(settings);
    }
  }
}
