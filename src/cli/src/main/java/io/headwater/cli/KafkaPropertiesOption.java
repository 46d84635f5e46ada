package io.headwater.cli;

import io.headwater.job.config.JobConfig;
import java.nio.file.Path;
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

  /**
   * Clients of a job's broker, with the settings of its configuration and, on top, of the file.
   *
   * @throws CommandFailure if it can't be read
   */
  public KafkaClients clients(JobConfig job) {
    return KafkaClients.of(job, file);
  }
}
