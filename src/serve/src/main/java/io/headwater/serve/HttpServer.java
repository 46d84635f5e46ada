package io.headwater.serve;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server over HTTP with few threads, to which routes are added before it listens. */
public final class HttpServer implements AutoCloseable {
  private static final int MOST_THREADS = 64;
  private static final int LEAST_THREADS = 8;

  private final Javalin javalin = Javalin.create(HttpServer::configure);
  private String host = ServeConfig.LOOPBACK;

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

  private static void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.http.disableCompression();
    config.http.prefer405over404 = true;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
  }
}
