package io.headwater.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptConfigTest {
  private static final String TEXT =
      """
      model: {name: shop, backbone: lenet, input: {channels: 1, height: 28, width: 28}}
      tasks:
        garment: {kind: classification, topics: [garment], classes: [shoe, bag]}
      kafka:
        bootstrapServers: here:9092
        rejectedTopic: no-good
        propertiesFile: not-there.properties
        properties: {sasl.jaas.config: the-secret}
      """;

  @Test
  void keepsAllButTheSettingsOfKafkasClients() {
    KeptConfig kept = KeptConfig.of(TEXT);
    assertThat(kept.yaml()).doesNotContain("the-secret", "not-there");

    KafkaConfig other =
        JobConfig.parse(
                TEXT.replace("  propertiesFile: not-there.properties\n", "")
                    .replace("here:9092", "there:9092"),
                "another")
            .kafka();
    JobConfig restored = kept.reachingAs(other);
    assertThat(restored.kafka().bootstrapServers()).isEqualTo("there:9092");
    assertThat(restored.kafka().clientSettings())
        .isEqualTo(Map.of("sasl.jaas.config", "the-secret"));
    assertThat(restored.kafka().rejectedTopic()).isEqualTo("no-good");
    assertThat(restored.learned().get(0).classes()).containsExactly("shoe", "bag");
  }
}
