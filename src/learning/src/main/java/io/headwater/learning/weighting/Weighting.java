package io.headwater.learning.weighting;

import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.List;

/** A method that weighs the tasks' losses; its settings. */
public interface Weighting extends Serializable {
  /** The name in configuration and saved states, such as "fixed". */
  String kind();

  /** Begins to weigh the losses of these tasks. */
  Weigher begin(List<Task> tasks);
}
