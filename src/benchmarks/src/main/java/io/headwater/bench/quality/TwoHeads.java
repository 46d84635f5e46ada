package io.headwater.bench.quality;

import io.headwater.cli.images.FashionMnist;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.MaxPool;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Port;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network that is usual for MultiFashion (Sener and Koltun, "Multi-task learning as
 * multi-objective optimization", 2018): convolution 5x5 to 10, pool, 5x5 to 20, pool, dense 50; and
 * for each task dense 50 and one logit for each class.
 */
final class TwoHeads {
  static final Task LEFT = task("left");
  static final Task RIGHT = task("right");

  private TwoHeads() {}

  private static Task task(String name) {
    return new Task(name, TaskKind.CLASSIFICATION, 1, FashionMnist.CLASSES);
  }

  /**
   * @param width times as many channels and units
   */
  static Architecture of(List<Task> tasks, int width) {
    Network trunk =
        NetworkBuilder.trunk(MultiFashion.SHAPE.dimensions())
            .then("scale", new Scale())
            .then("conv1", new Convolution(10 * width, 5, 1, 0))
            .then("pool1", new MaxPool(2, 2))
            .then("relu1", new Relu())
            .then("conv2", new Convolution(20 * width, 5, 1, 0))
            .then("pool2", new MaxPool(2, 2))
            .then("relu2", new Relu())
            .then("flatten", new Flatten())
            .then("dense3", new Dense(50 * width))
            .then("relu3", new Relu())
            .build();
    Map<String, Member> heads = new LinkedHashMap<>();
    tasks.forEach(task -> heads.put(task.name(), head(task, width)));
    return new Architecture(MultiFashion.SHAPE, List.of(Member.tower(trunk)), tasks, heads);
  }

  private static Member head(Task task, int width) {
    Network head =
        NetworkBuilder.of(task.name())
            .input(Architecture.FEATURES, Input.floats(List.of(50 * width)))
            .then("hidden", new Dense(50 * width))
            .then("relu", new Relu())
            .then("output", new Dense(task.classes().size()))
            .build();
    return new Member(head, Map.of(Architecture.FEATURES, Port.of(Architecture.TRUNK, "relu3")));
  }
}
