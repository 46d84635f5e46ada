package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Where a trunk has a classifier beside its end, for training: an {@link Auxiliary} for each task
 * that is a classification.
 *
 * @param name unique in the trunk
 * @param map the node of the trunk that it reads
 * @param weight of its loss, beside that of the task
 * @param layers what it adds before its last layer, which is a dense one
 */
public record Branch(String name, String map, double weight, UnaryOperator<NetworkBuilder> layers) {
  public Branch {
    requireNonNull(layers, "layers");
  }

  /** Its auxiliary is named "TASK/NAME", as no task is. */
  Auxiliary auxiliary(Task task, Network trunk, ImageShape input) {
    NetworkBuilder begun =
        NetworkBuilder.of(task.name() + "/" + name).input(map, Input.floats(trunk.shape(map)));
    Network network =
        layers.apply(begun).then("output", new Layer.Dense(task.outputs(input))).build();
    return new Auxiliary(
        task.name(), new Member(network, Map.of(map, Port.of(trunk.name(), map))), weight);
  }
}
