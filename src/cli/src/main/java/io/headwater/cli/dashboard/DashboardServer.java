package io.headwater.cli.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import io.headwater.serve.HostCheck;
import io.headwater.serve.RequestRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Serves the page: its files, its pictures, and each change as it comes. */
final class DashboardServer implements AutoCloseable {
  private static final int MOST_REQUESTS = 48;
  private static final int BACKLOG = 16;

  private final HttpServer http;
  private final ExecutorService threads;
  private final URI address;

  private DashboardServer(HttpServer http, ExecutorService threads, URI address) {
    this.http = http;
    this.threads = threads;
    this.address = address;
  }

  /**
   * @param port 0 for any free one
   * @param names under which it is asked, as {@link HostCheck} takes them
   * @throws CommandFailure if it can't listen there
   */
  static DashboardServer start(
      String host, int port, Set<String> names, Board board, Pictures pictures) {
    HttpServer http = bound(host, port);
    ExecutorService threads =
        new ThreadPoolExecutor(
            0,
            MOST_REQUESTS,
            1,
            TimeUnit.MINUTES,
            new SynchronousQueue<>(),
            DashboardServer::named);
    PageFiles files = PageFiles.load();
    LiveStream live = new LiveStream(board);
    HostCheck hosts = HostCheck.at(host, names);
    http.setExecutor(threads);
    http.createContext(
        "/",
        exchange -> {
          Answer answer = new Answer(exchange);
          String path = exchange.getRequestURI().getPath();
          if (!hosts.accepts(exchange.getRequestHeaders().getFirst("Host"))) {
            answer.refuse(RequestRefusedException.Reason.WRONG_HOST.status(), hosts.refusal());
          } else if (!exchange.getRequestMethod().equals("GET")) {
            answer.refuse(405, "only GET is understood");
          } else if (path.equals(LiveStream.PATH)) {
            live.serve(answer);
          } else if (path.equals(LiveStream.STILL_PATH)) {
            live.serveStill(answer);
          } else {
            Optional<PageFile> file =
                files.find(path).or(() -> pictures.find(path).map(PageFile::ofPicture));
            answer.send(file);
          }
        });
    http.start();
    String name = host.contains(":") ? "[" + host + "]" : host;
    URI address = URI.create("http://" + name + ":" + http.getAddress().getPort() + "/");
    return new DashboardServer(http, threads, address);
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.stop(0);
  }

  private static HttpServer bound(String host, int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
    } catch (IOException e) {
      throw CommandFailure.environment(
          "the dashboard can't listen on %s:%d (%s); give --port another one, or 0 for any"
              .formatted(host, port, Reason.of(e)),
          e);
    }
  }

  private static Thread named(Runnable run) {
    Thread thread = new Thread(run, "dashboard-http");
    thread.setDaemon(true);
    return thread;
  }
}
