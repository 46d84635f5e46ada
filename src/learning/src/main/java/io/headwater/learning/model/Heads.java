package io.headwater.learning.model;

import io.headwater.learning.model.Layer.AbsoluteDifference;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Map;

/** The usual head of each kind of task, on a trunk whose first output is a vector of features. */
final class Heads {
  private static final int HIDDEN = 128;

  private Heads() {}

  static Member of(Task task, Network trunk, ImageShape input) {
    Port features = Port.of(trunk.name(), trunk.outputs().get(0));
    List<Integer> shape = trunk.outputShapes().get(0);
    NetworkBuilder head =
        NetworkBuilder.of(task.name()).input(Architecture.FEATURES, Input.floats(shape));
    Dense output = new Dense(task.outputs(input));
    return switch (task.kind()) {
      case CLASSIFICATION, EDGES -> onFeatures(head.then("output", output), features);
      case LOCATION -> onFeatures(hidden(head).then("output", output), features);
      case SIMILARITY -> {
        head.input(Architecture.REFERENCE, Input.floats(shape))
            .then(
                "difference",
                new AbsoluteDifference(),
                Architecture.FEATURES,
                Architecture.REFERENCE);
        yield new Member(
            hidden(head).then("output", output).build(),
            Map.of(Architecture.FEATURES, features, Architecture.REFERENCE, features.ofOther()));
      }
    };
  }

  private static Member onFeatures(NetworkBuilder head, Port features) {
    return new Member(head.build(), Map.of(Architecture.FEATURES, features));
  }

  private static NetworkBuilder hidden(NetworkBuilder head) {
    return head.then("hidden", new Dense(HIDDEN)).then("relu", new Relu());
  }
}
