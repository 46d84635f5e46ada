package io.headwater.cli.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.serve.HostCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where a dashboard listens. It has its port from the start, before there is anything to show: who
 * asks waits.
 */
public final class DashboardPort implements AutoCloseable {
  private static final int LARGEST = 65_535;
  private static final int BACKLOG = 16;

  private final HttpServer http;
  private final String host;
  private final HostCheck hosts;
  private final AtomicBoolean closed = new AtomicBoolean();

  private DashboardPort(HttpServer http, String host, HostCheck hosts) {
    this.http = http;
    this.host = host;
    this.hosts = hosts;
  }

  /**
   * Takes the port.
   *
   * @param port 0 for any free one
   * @param names under which it is asked, as {@link HostCheck} takes them
   * @param option that has the port, by its name
   * @throws ParameterException if there is no such port
   * @throws CommandFailure if it can't listen there
   */
  public static DashboardPort bind(
      String host, int port, Set<String> names, String option, CommandSpec spec) {
    if (port < 0 || port > LARGEST) {
      throw new ParameterException(
          spec.commandLine(), "%s is %d; it must be from 0 to %d".formatted(option, port, LARGEST));
    }
    try {
      return new DashboardPort(
          HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG),
          host,
          HostCheck.at(host, names));
    } catch (IOException e) {
      throw CommandFailure.environment(
          "the dashboard can't listen on %s:%d (%s); give %s another one, or 0 for any"
              .formatted(host, port, Reason.of(e), option),
          e);
    }
  }

  /** Not started yet. */
  HttpServer http() {
    return http;
  }

  /** Which requests are answered. */
  HostCheck hosts() {
    return hosts;
  }

  /** The page's. */
  URI address() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + http.getAddress().getPort() + "/");
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      http.stop(0);
    }
  }
}
