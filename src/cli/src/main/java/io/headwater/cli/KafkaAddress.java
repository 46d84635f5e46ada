package io.headwater.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where a broker listens.
 *
 * @param port from 1 to 65535
 */
public record KafkaAddress(String host, int port) {
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int LARGEST_PORT = 65_535;

  /** "HOST:PORT", as clients want it. */
  public String bootstrapServers() {
    return host + ":" + port;
  }

  /**
   * @throws CommandFailure if nothing listens there
   */
  public void requireListener() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
    } catch (IOException e) {
      throw CommandFailure.environment(
          "no broker answers at "
              + bootstrapServers()
              + " ("
              + reason(e)
              + "); start it, or give --kafka the address at which it listens",
          e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof UnknownHostException ? "unknown host" : Reason.of(e);
  }

  /** Reads "HOST:PORT". */
  public static final class Converter implements ITypeConverter<KafkaAddress> {
    @Override
    public KafkaAddress convert(String value) {
      int colon = value.lastIndexOf(':');
      if (colon > 0 && value.substring(colon + 1).matches("\\d{1,5}")) {
        int port = Integer.parseInt(value.substring(colon + 1));
        if (port >= 1 && port <= LARGEST_PORT) {
          return new KafkaAddress(value.substring(0, colon), port);
        }
      }
      throw new TypeConversionException(
          "'" + value + "' is not HOST:PORT with a port from 1 to " + LARGEST_PORT);
    }
  }
}
