package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientsTest {
  private static final KafkaAddress ADDRESS = new KafkaAddress("kafka", 9093);

  @TempDir private Path directory;

  @Test
  void theFileGoesOnTopOfTheClientsOwnSettings() throws IOException {
    Path file = directory.resolve("kafka.properties");
    Files.writeString(
        file, "security.protocol=SASL_SSL\nsasl.jaas.config=secret words\nlinger.ms=5");

    assertThat(KafkaClients.of(ADDRESS, file).settings(Map.of("linger.ms", 20, "acks", "all")))
        .containsOnly(
            Map.entry("bootstrap.servers", "kafka:9093"),
            Map.entry("security.protocol", "SASL_SSL"),
            Map.entry("sasl.jaas.config", "secret words"),
            Map.entry("linger.ms", "5"),
            Map.entry("acks", "all"));
  }

  @Test
  void whatTheFileSaysIsNotShown() {
    KafkaClients clients = new KafkaClients("kafka:9093", Map.of("ssl.key.password", "secret"));
    assertThat(clients).hasToString("kafka:9093");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("none.properties");
    assertThatThrownBy(() -> KafkaClients.of(ADDRESS, missing))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--kafka-properties is '" + missing + "'");
  }
}
