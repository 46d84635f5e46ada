package io.headwater.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a command has opened. All of it is closed, last first, even when the thread was interrupted
 * and even when closing one fails.
 */
public final class Opened implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  public <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  @Override
  public void close() {
    while (!resources.isEmpty()) {
      // An interrupted thread could not wait for what it closes.
      Thread.interrupted();
      try {
        resources.pop().close();
      } catch (Exception e) {
        LOG.warn("closing failed", e);
      }
    }
  }
}
