package io.headwater.serve;

import io.headwater.serve.RequestRefusedException.Reason;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A server over HTTP with few threads, to which routes are added before it listens. It is asked by
 * the names that its {@link HostCheck} accepts.
 */
public final class HttpServer implements AutoCloseable {
  private static final int MOST_THREADS = 64;
  private static final int LEAST_THREADS = 8;

  /** Of a body; one that stands still ends with Jetty's idle timeout, 30 s. */
  private static final int LEAST_BYTES_PER_SECOND = 1_024;

  private final Javalin javalin = Javalin.create(HttpServer::configure);

  private String host = ServeConfig.LOOPBACK;

  public HttpServer() {
    javalin.exception(RequestRefusedException.class, (e, request) -> Answers.refuse(request, e));
  }

  /** Takes routes. */
  public Javalin routes() {
    return javalin;
  }

  /**
   * Listens as soon as it returns.
   *
   * @throws AddressInUseException if the port is taken, or the address is none of this machine; the
   *     server is closed then
   */
  public void listen(ServeConfig config) {
    HostCheck hosts = HostCheck.at(config.host(), config.names());
    javalin.before(request -> require(hosts, request));
    try {
      host = config.host();
      javalin.start(config.host(), config.port());
    } catch (RuntimeException e) {
      javalin.stop();
      throw new AddressInUseException(config, e);
    }
  }

  /** Where it listens. */
  public String url() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + javalin.port();
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void require(HostCheck hosts, Context request) {
    if (!hosts.accepts(request.header("Host"))) {
      throw new RequestRefusedException(Reason.WRONG_HOST, hosts.refusal());
    }
  }

  private static void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.http.disableCompression();
    config.http.prefer405over404 = true;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setMinRequestDataRate(LEAST_BYTES_PER_SECOND);
        });
  }
}
