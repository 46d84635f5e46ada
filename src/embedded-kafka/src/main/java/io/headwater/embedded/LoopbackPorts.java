package io.headwater.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The ports of a broker and its controller, both on the loopback address.
 *
 * @param broker where clients connect
 * @param controller where the broker connects
 */
record LoopbackPorts(int broker, int controller) {
  static final String HOST = "127.0.0.1";

  /**
   * Finds ports that are free now.
   *
   * @param broker from 1 to 65535, or 0 for any free one
   * @throws PortInUseException if the broker's port is taken
   */
  static LoopbackPorts reserve(int broker) {
    try (ServerSocket first = new ServerSocket();
        ServerSocket second = new ServerSocket()) {
      bind(first, broker);
      bind(second, 0);
      return new LoopbackPorts(first.getLocalPort(), second.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a socket on " + HOST, e);
    }
  }

  private static void bind(ServerSocket socket, int port) throws IOException {
    // Kafka sets it too; without it a port that was closed a minute ago would seem in use.
    socket.setReuseAddress(true);
    try {
      socket.bind(new InetSocketAddress(HOST, port));
    } catch (IOException e) {
      PortInUseException inUse = new PortInUseException(port);
      inUse.initCause(e);
      throw inUse;
    }
  }
}
