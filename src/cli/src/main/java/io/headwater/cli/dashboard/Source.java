package io.headwater.cli.dashboard;

/** Where something on the page comes from. Used by one thread. */
interface Source extends AutoCloseable {
  /**
   * Puts what is new on the board; waits a while for it, but not for longer than some seconds.
   *
   * @throws Exception if the source can't be read now
   */
  void look() throws Exception;

  @Override
  void close();

  /** Opens a source. */
  interface Opening {
    /**
     * @throws Exception if it can't be read now
     */
    Source open() throws Exception;
  }
}
