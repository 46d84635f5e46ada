package io.headwater.cli.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.headwater.serve.HostCheck;
import io.headwater.serve.RequestRefusedException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Serves the page: its files, its pictures, and each change as it comes. */
final class DashboardServer implements AutoCloseable {
  private static final int MOST_REQUESTS = 48;

  private final DashboardPort port;
  private final ExecutorService threads;

  private DashboardServer(DashboardPort port, ExecutorService threads) {
    this.port = port;
    this.threads = threads;
  }

  /** Answers there from now on; the port is closed with it. */
  static DashboardServer start(DashboardPort port, Board board, Pictures pictures) {
    HttpServer http = port.http();
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
    HostCheck hosts = port.hosts();
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
    return new DashboardServer(port, threads);
  }

  URI address() {
    return port.address();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    port.close();
  }

  private static Thread named(Runnable run) {
    Thread thread = new Thread(run, "dashboard-http");
    thread.setDaemon(true);
    return thread;
  }
}
