package io.headwater.cli.images;

import io.headwater.schema.LabelledImage;
import java.time.Instant;
import java.util.SplittableRandom;

/** Makes the labelled events of one task. */
interface EventMaker {
  /**
   * @param rank number of the event among those of its task, from 0
   * @param random the event's own; all chance comes from it
   */
  LabelledImage make(String id, Instant time, long rank, SplittableRandom random);
}
