package io.headwater.learning.model;

import io.headwater.learning.model.Layer.AbsoluteDifference;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.List;
import java.util.Map;

/** The head of each kind of task. */
final class Heads {
  private static final int HIDDEN = 128;

  private Heads() {}

  /**
   * @throws IllegalArgumentException if there is no such head
   */
  static Member of(Task task, HeadKind kind, Trunk trunk, ImageShape input) {
    if (kind == HeadKind.DENSE) {
      return dense(task, trunk, input);
    }
    if (trunk.maps().isEmpty()) {
      throw new IllegalArgumentException(
          "the head of task '" + task.name() + "' reads maps; the trunk has none to read");
    }
    return switch (task.kind()) {
      case EDGES -> MapHeads.edges(task, trunk, input);
      case LOCATION -> MapHeads.location(task, trunk, input);
      case CLASSIFICATION, SIMILARITY, REGRESSION ->
          throw new IllegalArgumentException(
              "the head of task '"
                  + task.name()
                  + "' is of kind maps; a "
                  + task.kind().id()
                  + " has a dense one");
    };
  }

  private static Member dense(Task task, Trunk trunk, ImageShape input) {
    Port features = Port.of(trunk.network().name(), trunk.features());
    List<Integer> shape = trunk.shape(trunk.features());
    NetworkBuilder head =
        NetworkBuilder.of(task.name()).input(Architecture.FEATURES, Input.floats(shape));
    Dense output = new Dense(task.outputs(input));
    return switch (task.kind()) {
      case CLASSIFICATION, EDGES -> onFeatures(head.then("output", output), features);
      case LOCATION, REGRESSION -> onFeatures(hidden(head).then("output", output), features);
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
