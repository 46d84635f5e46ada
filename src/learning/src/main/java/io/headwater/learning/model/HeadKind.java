package io.headwater.learning.model;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.Locale;

/** What a head reads of a trunk. */
public enum HeadKind {
  /** The trunk's vector of features, through dense layers. */
  DENSE,
  /**
   * The trunk's feature maps, through convolutions: a decoder of maps of several resolutions for
   * edges, a convolution over the coarsest maps for a location.
   */
  MAPS;

  /** Up to so many pixels a dense head of edges learns more, and is small enough. */
  private static final int MOST_DENSE_PIXELS = 64 * 64;

  /** The name in configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a task's head reads where nothing else is asked for. */
  public static HeadKind usual(Task task, ImageShape input) {
    return task.kind() == TaskKind.EDGES && input.pixels() > MOST_DENSE_PIXELS ? MAPS : DENSE;
  }
}
