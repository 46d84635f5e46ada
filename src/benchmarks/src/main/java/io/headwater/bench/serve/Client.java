package io.headwater.bench.serve;

/** Asks for predictions, one after the other, in one thread. */
interface Client extends AutoCloseable {
  /**
   * @throws Exception if it is not answered, or not well
   */
  void call() throws Exception;

  @Override
  void close() throws Exception;
}
