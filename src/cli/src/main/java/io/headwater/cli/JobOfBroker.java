package io.headwater.cli;

import io.headwater.job.config.JobConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A configuration, and the broker that its topics are on, for use as a mixin. */
public final class JobOfBroker {
  @Parameters(
      paramLabel = "CONFIG",
      description =
          "The job's configuration: a YAML file, or the name of one that 'headwater configs' lists.")
  private String config = "job.yaml";

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "The broker, instead of the configuration's.",
      converter = KafkaAddress.Converter.class)
  private @Nullable KafkaAddress kafka;

  /** The configuration, with that broker. */
  public JobConfig load() {
    return ConfigFile.load(config, Optional.ofNullable(kafka));
  }
}
