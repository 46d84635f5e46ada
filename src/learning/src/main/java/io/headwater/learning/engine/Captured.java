package io.headwater.learning.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A state as it was at one moment. It may lie in memory that the engine uses again for the next
 * capture, so that who asked for it closes it when done with it; it is not valid after that. Who
 * shares it with others gives each a share of his own: the memory is given back when all are
 * closed. Read by any thread.
 */
public final class Captured<T> implements AutoCloseable {
  private final T state;
  private final Runnable release;
  private final AtomicInteger open;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param release gives the state's memory back; called once
   */
  public Captured(T state, Runnable release) {
    this(state, release, new AtomicInteger(1));
  }

  private Captured(T state, Runnable release, AtomicInteger open) {
    this.state = state;
    this.release = release;
    this.open = open;
  }

  /** A state that lies in memory of its own. */
  public static <T> Captured<T> of(T state) {
    return new Captured<>(state, () -> {});
  }

  public T get() {
    return state;
  }

  /**
   * Another share, for as long as its holder likes.
   *
   * @throws IllegalStateException if this one is closed
   */
  public Captured<T> share() {
    if (closed.get()) {
      throw new IllegalStateException("what is closed can't be shared");
    }
    open.incrementAndGet();
    return new Captured<>(state, release, open);
  }

  /** Once is enough. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true) && open.decrementAndGet() == 0) {
      release.run();
    }
  }
}
