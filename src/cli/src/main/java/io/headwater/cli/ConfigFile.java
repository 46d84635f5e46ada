package io.headwater.cli;

import io.headwater.job.config.JobConfig;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A job's configuration, given on the command line. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * @throws CommandFailure if the file can't be read
   * @throws io.headwater.job.config.ConfigException if it is wrong
   */
  public static JobConfig load(Path file) {
    try {
      return JobConfig.load(file);
    } catch (NoSuchFileException e) {
      throw CommandFailure.environment("there is no configuration file " + file, e);
    } catch (IOException e) {
      throw CommandFailure.environment("cannot read " + file + ": " + Reason.of(e), e);
    }
  }
}
