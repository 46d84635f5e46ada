package io.headwater.job.kafka;

import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;

/**
 * The settings of a topic or a broker, as far as they are told: not every service that speaks
 * Kafka's protocol tells all.
 */
public record ToldSettings(Config told) {
  /** Empty if it is not told. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(told.get(name)).map(ConfigEntry::value);
  }
}
