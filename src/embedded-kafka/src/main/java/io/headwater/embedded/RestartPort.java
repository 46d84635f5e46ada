package io.headwater.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/** A port for a broker that is to come back to it. */
public final class RestartPort {
  /** Systems give higher ones to whoever connects, while the broker is away, too. */
  private static final int FIRST = 15_000;

  private static final int END = 32_000;
  private static final int ATTEMPTS = 200;

  private RestartPort() {}

  /** One that is free. */
  public static int find() {
    Random random = new Random();
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = random.nextInt(FIRST, END);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port from %d to %d is free".formatted(FIRST, END));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
