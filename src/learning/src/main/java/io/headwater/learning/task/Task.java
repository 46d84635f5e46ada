package io.headwater.learning.task;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One thing the model learns to do.
 *
 * @param name unique among the model's tasks: letters, digits, '-' and '_'; also the name of its
 *     output in a snapshot
 * @param kind what its labels, head, loss and metric are
 * @param lossWeight its weight in the joint loss, finite and over 0
 * @param classes names of the classes, at least 2, of a classification; empty for other kinds
 */
public record Task(String name, TaskKind kind, double lossWeight, List<String> classes)
    implements Serializable {
  /** What a name is. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  public Task {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    classes = List.copyOf(classes);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "task name '" + name + "' must be of letters, digits, '-' and '_'");
    }
    if (!(lossWeight > 0) || Double.isInfinite(lossWeight)) {
      throw new IllegalArgumentException(
          "loss weight of task '" + name + "' is " + lossWeight + "; it must be over 0");
    }
    if (kind == TaskKind.CLASSIFICATION ? classes.size() < 2 : !classes.isEmpty()) {
      throw new IllegalArgumentException(
          "task '"
              + name
              + "' of kind "
              + kind.id()
              + " has "
              + classes.size()
              + " classes; a classification has 2 or more, any other kind has none");
    }
  }

  /** Number of raw outputs per example. */
  public int outputs(ImageShape input) {
    return switch (kind) {
      case CLASSIFICATION -> classes.size();
      case EDGES -> input.pixels();
      case LOCATION -> 5;
      case SIMILARITY, REGRESSION -> 1;
    };
  }
}
