package io.headwater.cli.rejected;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ConfigFile;
import io.headwater.cli.KafkaAddress;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.job.config.JobConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where rejected events are. */
final class RejectedTopicOptions {
  @Option(
      names = "--config",
      paramLabel = "CONFIG",
      description = "The job: says topic and broker.")
  private @Nullable String config;

  @Option(
      names = "--rejected-topic",
      paramLabel = "TOPIC",
      description = "The topic of rejected events (default: the configuration's).")
  private @Nullable String topic;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "The broker (default: the configuration's).",
      converter = KafkaAddress.Converter.class)
  private @Nullable KafkaAddress kafka;

  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  /** A topic and how it is reached. */
  record Place(KafkaClients clients, String topic) {}

  /**
   * @throws CommandFailure if one of them is not known
   */
  Place place() {
    if (config != null) {
      JobConfig job = ConfigFile.load(config, Optional.ofNullable(kafka));
      return new Place(
          kafkaProperties.clients(job), topic == null ? job.kafka().rejectedTopic() : topic);
    }
    if (topic == null || kafka == null) {
      throw CommandFailure.environment(
          "give --config CONFIG, or both of --kafka and --rejected-topic", null);
    }
    kafka.requireListener();
    return new Place(kafkaProperties.clients(kafka), topic);
  }
}
