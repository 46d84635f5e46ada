package io.headwater.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * How the command's Kafka clients reach the broker.
 *
 * @param bootstrapServers "HOST:PORT"
 * @param properties for every client, such as those of TLS and SASL; never shown
 */
public record KafkaClients(String bootstrapServers, Map<String, String> properties) {
  public KafkaClients {
    properties = Map.copyOf(properties);
  }

  /** Without further properties. */
  public static KafkaClients of(String bootstrapServers) {
    return new KafkaClients(bootstrapServers, Map.of());
  }

  /**
   * With the properties of the file, if there is one.
   *
   * @throws CommandFailure if it can't be read
   */
  public static KafkaClients of(KafkaAddress address, @Nullable Path file) {
    return of(address.bootstrapServers(), file);
  }

  /** The same, for brokers as clients want them: "HOST:PORT,...". */
  static KafkaClients of(String bootstrapServers, @Nullable Path file) {
    Properties properties = new Properties();
    if (file != null) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw CommandFailure.environment(
            "--kafka-properties is '%s', which can't be read: %s".formatted(file, Reason.of(e)), e);
      }
    }
    Map<String, String> strings = new HashMap<>();
    properties.stringPropertyNames().forEach(n -> strings.put(n, properties.getProperty(n)));
    return new KafkaClients(bootstrapServers, strings);
  }

  /** All settings of a client: its own, and on top of them the user's. */
  public Map<String, Object> settings(Map<String, Object> own) {
    Map<String, Object> settings = new HashMap<>(own);
    settings.putAll(properties);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return settings;
  }

  @Override
  public String toString() {
    return bootstrapServers;
  }
}
