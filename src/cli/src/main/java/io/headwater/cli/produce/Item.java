package io.headwater.cli.produce;

import io.headwater.producer.LabelledImageEvent;
import java.io.IOException;

/**
 * A labelled image of a source, which is not read yet.
 *
 * @param where its file, or file and line
 * @param maker reads it
 */
record Item(String where, Maker maker) {
  /** Makes the event. */
  interface Maker {
    /**
     * @throws IOException if a file can't be read
     * @throws RefusedException if what it says is wrong
     * @throws io.headwater.producer.UnusableImageException if a file is no image
     */
    LabelledImageEvent make() throws IOException, RefusedException;
  }
}
