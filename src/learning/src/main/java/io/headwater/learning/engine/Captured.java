package io.headwater.learning.engine;

/**
 * A state as it was at one moment. It may lie in memory that the engine uses again for the next
 * capture, so that who asked for it closes it when done with it; it is not valid after that. Read
 * by any thread.
 */
public interface Captured<T> extends AutoCloseable {
  T get();

  /** Whatever the engine does meanwhile, once is enough. */
  @Override
  void close();

  /** A state that lies in memory of its own. */
  static <T> Captured<T> of(T state) {
    return new Captured<>() {
      @Override
      public T get() {
        return state;
      }

      @Override
      public void close() {}
    };
  }
}
