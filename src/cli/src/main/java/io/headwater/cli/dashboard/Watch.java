package io.headwater.cli.dashboard;

import io.headwater.cli.KafkaSilence;
import io.headwater.cli.Reason;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one source again and again, on a thread of its own, and opens it anew where it fails:
 * the board says so meanwhile.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final Source.Opening opening;
  private final Board board;
  private final Thread thread;
  private volatile boolean closed;
  private String logged = "";

  private Watch(String name, Source.Opening opening, Board board) {
    this.name = name;
    this.opening = opening;
    this.board = board;
    this.thread = new Thread(this::run, "dashboard-" + name);
    thread.setDaemon(true);
  }

  /**
   * @param name what the page calls the source
   */
  static Watch start(String name, Source.Opening opening, Board board) {
    Watch watch = new Watch(name, opening, board);
    watch.thread.start();
    return watch;
  }

  /** Waits some seconds for the source to close. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.interrupt();
    thread.join(PATIENCE.toMillis());
  }

  private void run() {
    while (!closed) {
      try (Source source = opening.open()) {
        watch(source);
      } catch (Exception | LinkageError e) {
        if (!closed) {
          say(trouble(e), e);
          pause();
        }
      }
    }
  }

  /** The page says it each time, the log only what is new. */
  private void say(String trouble, Throwable e) {
    if (!trouble.equals(logged)) {
      LOG.warn("{} can't be read now", name, e);
      logged = trouble;
    }
    board.source(name, trouble);
  }

  private void watch(Source source) throws Exception {
    try {
      while (!closed) {
        source.look();
        board.source(name, "");
        logged = "";
      }
    } finally {
      // An interrupted thread could not wait for what it closes.
      Thread.interrupted();
    }
  }

  private static String trouble(Throwable e) {
    String reason = Words.cut(Reason.of(e));
    return KafkaSilence.causes(e) ? "Kafka does not answer (" + reason + ")" : reason;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
