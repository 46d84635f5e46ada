package io.headwater.cli.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Those who hear of each change. Nobody waits for them: who is too slow is let go, and joins again.
 * Safe for use by several threads.
 */
final class Audience {
  private static final int MOST = 16;
  private static final int MOST_WAITING = 500;

  private final ObjectMapper json = new ObjectMapper();
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  /** A page that is open. */
  final class Listener implements AutoCloseable {
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    /** The next message, as JSON on one line; empty if none comes in time. */
    Optional<String> next(Duration timeout) throws InterruptedException {
      return Optional.ofNullable(waiting.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether it has missed something. */
    boolean isLost() {
      return !listeners.contains(this);
    }

    @Override
    public void close() {
      listeners.remove(this);
    }

    private void offer(String message) {
      if (!waiting.offer(message)) {
        close();
      }
    }
  }

  /** What is told: of which kind, and the value. */
  private record Message(String kind, Object value) {}

  /** A new listener, who hears this first; empty if there are too many. */
  Optional<Listener> join(String kind, Object value) {
    if (listeners.size() >= MOST) {
      return Optional.empty();
    }
    Listener listener = new Listener();
    listeners.add(listener);
    listener.offer(message(kind, value));
    return Optional.of(listener);
  }

  void tell(String kind, Object value) {
    if (!listeners.isEmpty()) {
      String message = message(kind, value);
      listeners.forEach(listener -> listener.offer(message));
    }
  }

  private String message(String kind, Object value) {
    try {
      return json.writeValueAsString(new Message(kind, value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot tell of " + kind, e);
    }
  }
}
