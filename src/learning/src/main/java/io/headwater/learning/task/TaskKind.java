package io.headwater.learning.task;

import java.util.Locale;

/** The kinds of task. To add one, follow the compiler from here: label, head, loss, metric. */
public enum TaskKind {
  /** One of several classes; raw outputs are one logit per class. */
  CLASSIFICATION,
  /** A map of the image's edges; raw outputs are one logit per pixel, H x W. */
  EDGES,
  /**
   * Whether an object is there, and where; raw outputs are 5 logits: present, and the box's centre
   * x, centre y, width and height, each through a sigmoid a fraction of the image.
   */
  LOCATION,
  /** Whether two images are of one kind; the raw output is one logit. */
  SIMILARITY,
  /** A number that an image has; the raw output is that number. */
  REGRESSION;

  /** The name in configuration, metrics and manifests. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
