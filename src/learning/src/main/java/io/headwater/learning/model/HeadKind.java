package io.headwater.learning.model;

import io.headwater.learning.task.TaskKind;
import java.util.List;
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

  /** The name in configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those that a task of that kind may have. */
  public static List<HeadKind> of(TaskKind kind) {
    return switch (kind) {
      case EDGES, LOCATION -> List.of(values());
      case CLASSIFICATION, SIMILARITY, REGRESSION -> List.of(DENSE);
    };
  }

  /** What a head of that kind of task reads where nothing else is asked for. */
  public static HeadKind usual(TaskKind kind) {
    return kind == TaskKind.EDGES ? MAPS : DENSE;
  }
}
