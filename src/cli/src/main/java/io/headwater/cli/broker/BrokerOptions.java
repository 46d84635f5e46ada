package io.headwater.cli.broker;

import io.headwater.embedded.EmbeddedKafka;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a local broker listens, and keeps its data. */
public final class BrokerOptions {
  private static final int LARGEST_PORT = 65_535;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where the broker listens; 0 for any free port (default: ${DEFAULT-VALUE}).")
  private int port = 9092;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = {
        "The address of this machine at which it listens, and that it tells its clients (default:",
        "${DEFAULT-VALUE}). Anyone who reaches it may read and write: it knows no users and no TLS."
      })
  private String host = EmbeddedKafka.LOOPBACK;

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description =
          "Where it keeps its data; it goes on with what is there (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("headwater-broker");

  /**
   * Starts it.
   *
   * @throws io.headwater.embedded.PortInUseException if the port is taken
   * @throws io.headwater.embedded.BrokerNotStartedException if it can't run there
   */
  public EmbeddedKafka start(CommandSpec spec) {
    if (port < 0 || port > LARGEST_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--port is " + port + "; it must be from 0 to " + LARGEST_PORT);
    }
    return EmbeddedKafka.start(host, port, data.toAbsolutePath());
  }
}
