package io.headwater.learning.model;

import io.headwater.learning.model.Layer.AbsoluteDifference;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.List;

/** The usual head of each kind of task, on a trunk whose output is a vector of features. */
final class Heads {
  private static final int HIDDEN = 128;

  private Heads() {}

  static Network of(Task task, List<Integer> features, ImageShape input) {
    NetworkBuilder head = NetworkBuilder.of(task.name()).input(Architecture.FEATURES, features);
    Dense output = new Dense(task.outputs(input));
    return switch (task.kind()) {
      case CLASSIFICATION, EDGES -> head.then("output", output).build();
      case LOCATION -> hidden(head).then("output", output).build();
      case SIMILARITY ->
          hidden(
                  head.input(Architecture.REFERENCE, features)
                      .then(
                          "difference",
                          new AbsoluteDifference(),
                          Architecture.FEATURES,
                          Architecture.REFERENCE))
              .then("output", output)
              .build();
    };
  }

  private static NetworkBuilder hidden(NetworkBuilder head) {
    return head.then("hidden", new Dense(HIDDEN)).then("relu", new Relu());
  }
}
