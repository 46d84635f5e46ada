package io.headwater.learning.engine;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A state as it was at one moment. It may lie in memory that the engine uses again for the next
 * capture, so that who asked for it closes it when done with it; it is not valid after that. Read
 * by any thread.
 */
public final class Captured<T> implements AutoCloseable {
  private final T state;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param release gives the state's memory back; called once, however often this is closed
   */
  public Captured(T state, Runnable release) {
    this.state = state;
    this.release = release;
  }

  /** A state that lies in memory of its own. */
  public static <T> Captured<T> of(T state) {
    return new Captured<>(state, () -> {});
  }

  public T get() {
    return state;
  }

  /** Whatever the engine does meanwhile, once is enough. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
