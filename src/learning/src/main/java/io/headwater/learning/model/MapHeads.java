package io.headwater.learning.model;

import io.headwater.learning.model.Layer.Concatenate;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.Relu;
import io.headwater.learning.model.Layer.Resize;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Heads of convolutions over a trunk's feature maps. */
final class MapHeads {
  private static final int CHANNELS = 32;
  private static final int LAST_CHANNELS = 8;
  private static final int HIDDEN = 128;

  private MapHeads() {}

  /**
   * A logit for each pixel. All maps come to few channels and to the size of the finest; together
   * they are convolved, brought to the image's size, and convolved once more: a decoder in the way
   * of Lin et al., "Feature pyramid networks for object detection", 2017.
   */
  static Member edges(Task task, Trunk trunk, ImageShape input) {
    NetworkBuilder head = NetworkBuilder.of(task.name());
    trunk.maps().forEach(map -> head.input(map, Input.floats(trunk.shape(map))));
    List<Integer> finest = trunk.shape(trunk.maps().get(0));
    List<String> levels = new ArrayList<>();
    for (String map : trunk.maps()) {
      head.then(map + "/few", new Convolution(CHANNELS, 1, 1, 0), map)
          .then(map + "/relu", new Relu());
      if (!trunk.shape(map).subList(1, 3).equals(finest.subList(1, 3))) {
        head.then(map + "/resize", new Resize(finest.get(1), finest.get(2)));
      }
      levels.add(head.last());
    }
    head.then("join", new Concatenate(), levels.toArray(String[]::new))
        .then("mix", new Convolution(CHANNELS, 3, 1, 1))
        .then("mix/relu", new Relu())
        .then("narrow", new Convolution(LAST_CHANNELS, 1, 1, 0))
        .then("narrow/relu", new Relu())
        .then("resize", new Resize(input.height(), input.width()))
        .then("output", new Convolution(1, 3, 1, 1))
        .then("flatten", new Flatten());
    return member(head, trunk, trunk.maps());
  }

  /** Whether the object is there, and its box, from the coarsest maps with their places. */
  static Member location(Task task, Trunk trunk, ImageShape input) {
    String coarsest = trunk.maps().get(trunk.maps().size() - 1);
    NetworkBuilder head =
        NetworkBuilder.of(task.name())
            .input(coarsest, Input.floats(trunk.shape(coarsest)))
            .then("few", new Convolution(CHANNELS, 1, 1, 0))
            .then("few/relu", new Relu())
            .then("flatten", new Flatten())
            .then("hidden", new Dense(HIDDEN))
            .then("relu", new Relu())
            .then("output", new Dense(task.outputs(input)));
    return member(head, trunk, List.of(coarsest));
  }

  private static Member member(NetworkBuilder head, Trunk trunk, List<String> maps) {
    Map<String, Port> reads = new LinkedHashMap<>();
    maps.forEach(map -> reads.put(map, Port.of(trunk.network().name(), map)));
    return new Member(head.build(), reads);
  }
}
