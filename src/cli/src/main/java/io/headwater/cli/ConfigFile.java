package io.headwater.cli;

import io.headwater.cli.configs.ReadyConfig;
import io.headwater.job.config.JobConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A job's configuration, given on the command line. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Reads a file, or else the configuration of that name that comes with the product.
   *
   * @param broker takes precedence over that of the configuration
   * @throws CommandFailure if there is neither, or the file can't be read
   * @throws io.headwater.job.config.ConfigException if it is wrong
   */
  public static JobConfig load(String fileOrName, Optional<KafkaAddress> broker) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    broker.ifPresent(
        address -> environment.put(JobConfig.BOOTSTRAP_SERVERS, address.bootstrapServers()));
    Path file = Path.of(fileOrName);
    if (Files.exists(file)) {
      try {
        return JobConfig.load(file, environment);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    ReadyConfig ready = ready(fileOrName);
    return JobConfig.parse(ready.yaml(), ready.name() + ".yaml", environment);
  }

  /**
   * The text of that file, or of the configuration of that name.
   *
   * @throws CommandFailure if there is neither, or the file can't be read
   */
  public static String text(String fileOrName) {
    Path file = Path.of(fileOrName);
    try {
      return Files.exists(file) ? Files.readString(file) : ready(fileOrName).yaml();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static CommandFailure unreadable(Path file, IOException e) {
    return CommandFailure.environment("cannot read " + file + ": " + Reason.of(e), e);
  }

  private static ReadyConfig ready(String name) {
    return ReadyConfig.named(name)
        .orElseThrow(
            () ->
                CommandFailure.environment(
                    "there is no configuration file %s, and none of that name comes with headwater (%s)"
                        .formatted(name, String.join(", ", ReadyConfig.names())),
                    null));
  }
}
