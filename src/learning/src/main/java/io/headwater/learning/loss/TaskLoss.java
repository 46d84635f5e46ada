package io.headwater.learning.loss;

import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.Serializable;

/**
 * What is learned by of a task's examples.
 *
 * @param classWeights of a classification; {@link EqualClasses} of any other kind
 */
public record TaskLoss(Loss loss, ClassWeights classWeights) implements Serializable {
  public TaskLoss {
    if (loss.kind() != TaskKind.CLASSIFICATION && !(classWeights instanceof EqualClasses)) {
      throw new IllegalArgumentException(
          "class weights are "
              + classWeights
              + " of a loss of kind "
              + loss.kind().id()
              + "; only a classification has classes");
    }
  }

  public TaskLoss(Loss loss) {
    this(loss, new EqualClasses());
  }

  /** The usual one. */
  public static TaskLoss usual(TaskKind kind) {
    return new TaskLoss(Losses.usual(kind));
  }

  /**
   * Checks that it is for tasks of that kind.
   *
   * @throws IllegalArgumentException if it is not
   */
  public void requireFits(Task task) {
    if (loss.kind() != task.kind()) {
      throw new IllegalArgumentException(
          "the loss of task '%s' is %s, which is of kind %s; the task is of kind %s"
              .formatted(task.name(), loss, loss.kind().id(), task.kind().id()));
    }
  }
}
