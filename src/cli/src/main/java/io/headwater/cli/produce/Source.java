package io.headwater.cli.produce;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Labelled images, in an order that is the same each time. */
interface Source {
  /** How many there are, if that is known before they are read. */
  OptionalLong size();

  /**
   * Begins at the first one.
   *
   * @param pass how often all have been read, from 0; each pass may have an order of its own
   */
  Reading open(long pass) throws IOException;

  /** One after another. */
  interface Reading extends Closeable {
    /** The next one; empty at the end. */
    Optional<Item> next() throws IOException;
  }
}
