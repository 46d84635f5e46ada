package io.headwater.learning.loss;

import io.headwater.learning.task.Label;
import java.util.List;

/** The class that a label names. */
final class ClassIndex {
  private ClassIndex() {}

  /**
   * The labelled class.
   *
   * @throws IllegalArgumentException if there is no such class
   */
  static int of(Label label, int classes) {
    int index = label.classIndex();
    if (index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          "class index of task '"
              + label.task()
              + "' is "
              + index
              + "; it must be from 0 to "
              + (classes - 1));
    }
    return index;
  }

  /** For each label, the value of its class. */
  static double[] select(List<Label> labels, double[] ofClasses) {
    return labels.stream().mapToDouble(label -> ofClasses[of(label, ofClasses.length)]).toArray();
  }
}
