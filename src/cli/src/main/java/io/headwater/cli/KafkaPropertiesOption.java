package io.headwater.cli;

import io.headwater.job.config.KafkaConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of every command that is given a broker by its address. */
public final class KafkaPropertiesOption {
  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description =
          "A Java properties file with settings of the Kafka clients, such as TLS and SASL.")
  private @Nullable Path file;

  public boolean isGiven() {
    return file != null;
  }

  /**
   * Clients of the broker, with the settings of the file, if one was given.
   *
   * @throws CommandFailure if it can't be read
   */
  public KafkaClients clients(KafkaAddress address) {
    return KafkaClients.of(address, file);
  }

  /** Clients of a job's broker, with its own settings, and on top of them those of the file. */
  public KafkaClients clients(KafkaConfig job) {
    KafkaClients given = KafkaClients.of(job.bootstrapServers(), file);
    Map<String, String> all = new HashMap<>(job.clientSettings());
    all.putAll(given.properties());
    return new KafkaClients(given.bootstrapServers(), all);
  }
}
