package io.headwater.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * Where a broker and its controller listen.
 *
 * @param host where clients connect, and what they are told to connect to
 * @param port where clients connect
 * @param controllerPort where the broker connects, on the loopback address
 */
record Listeners(String host, int port, int controllerPort) {
  static final String LOOPBACK = "127.0.0.1";

  /**
   * Finds ports that are free now.
   *
   * @param host an address of this machine, or its name
   * @param port from 1 to 65535, or 0 for any free one
   * @throws PortInUseException if the port is taken
   * @throws BrokerNotStartedException if the host is no single address of this machine
   */
  static Listeners reserve(String host, int port) {
    InetAddress address = address(host);
    try (ServerSocket any = new ServerSocket();
        ServerSocket broker = new ServerSocket();
        ServerSocket controller = new ServerSocket()) {
      bindAnywhere(any, address, host);
      bind(broker, address, port);
      bind(controller, InetAddress.getByName(LOOPBACK), 0);
      return new Listeners(host, broker.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use sockets on " + host, e);
    }
  }

  /** "HOST:PORT" for clients. */
  String broker() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** "HOST:PORT" for the broker. */
  String controller() {
    return LOOPBACK + ":" + controllerPort;
  }

  private static InetAddress address(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      if (address.isAnyLocalAddress()) {
        throw new BrokerNotStartedException(
            "the broker cannot tell its clients the address "
                + host
                + ": name the one by which they reach this machine",
            null);
      }
      return address;
    } catch (UnknownHostException e) {
      throw new BrokerNotStartedException(
          "host '" + host + "' is not known: name an address of this machine", e);
    }
  }

  private static void bindAnywhere(ServerSocket socket, InetAddress address, String host) {
    try {
      socket.bind(new InetSocketAddress(address, 0));
    } catch (IOException e) {
      throw new BrokerNotStartedException(
          host + " is no address of this machine: name one of its own, such as " + LOOPBACK, e);
    }
  }

  private static void bind(ServerSocket socket, InetAddress address, int port) throws IOException {
    // Kafka sets it too; without it a port that was closed a minute ago would seem in use.
    socket.setReuseAddress(true);
    try {
      socket.bind(new InetSocketAddress(address, port));
    } catch (IOException e) {
      PortInUseException inUse = new PortInUseException(port);
      inUse.initCause(e);
      throw inUse;
    }
  }
}
