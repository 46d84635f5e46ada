package io.headwater.snapshots;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Auxiliary;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Port;
import io.headwater.learning.model.Window;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.sharing.Backbones;
import io.headwater.learning.model.sharing.PerTask;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models whose heads read maps, and the parts that such models are made of. */
final class MapModels {
  static final Task GARMENT = Models.TASKS.get(0);
  static final Task EDGES = Models.TASKS.get(1);
  static final Task PLACE = Models.TASKS.get(2);
  static final Task SAME = Models.TASKS.get(3);

  /** With each operator that a LeNet and a residual network have not; of some 6,000 bytes. */
  static final Architecture DECODER = decoder();

  /** Two tasks of pairs, each with a network of its own. */
  static final Architecture TWO_OF_PAIRS =
      new PerTask()
          .architecture(
              Models.INPUT,
              List.of(GARMENT, SAME, new Task("alike", TaskKind.SIMILARITY, 1, List.of())),
              Map.of(),
              new Backbones(Backbone.LENET, Map.of()));

  private MapModels() {}

  /** Maps of 4 channels at two resolutions, 9x8 and 5x4, and a vector of 6 features. */
  static Network taps() {
    return NetworkBuilder.trunk(Models.INPUT.dimensions())
        .then("scale", new Layer.Scale())
        .then("conv", new Layer.Convolution(4, 3, 2, 1))
        .then("fine", new Layer.Relu())
        .then("groups", new Layer.Convolution(4, Window.same(3, 3), 2, true))
        .then("wide", new Layer.Convolution(4, dilated(), 1, false))
        .then("coarse", new Layer.MaxPool(Window.square(2, 2, 0).withCeil()))
        .then("average", new Layer.AveragePool(Window.square(3, 2, 1), false))
        .then("dropout", new Layer.Dropout(0.5))
        .then("flatten", new Layer.Flatten())
        .then("vector", new Layer.Dense(6))
        .build("vector", "fine", "coarse");
  }

  private static Window dilated() {
    return Window.square(3, 1, 2).withDilation(2);
  }

  /** A head of edges that brings maps of two resolutions to the image's size. */
  static Member edges(Network taps) {
    Network network =
        NetworkBuilder.of(EDGES.name())
            .input("fine", Input.floats(taps.shape("fine")))
            .input("coarse", Input.floats(taps.shape("coarse")))
            .then("larger", new Layer.Resize(9, 8), "coarse")
            .then("both", new Layer.Concatenate(), "fine", "larger")
            .then("mix", new Layer.Convolution(3, 3, 1, 1))
            .then("gate", new Layer.Sigmoid())
            .then("one", new Layer.Convolution(1, 1, 1, 0))
            .then("full", new Layer.Resize(18, 16))
            .build();
    return new Member(
        network,
        Map.of("fine", Port.of(taps.name(), "fine"), "coarse", Port.of(taps.name(), "coarse")));
  }

  /** A head of one dense layer on vectors and maps. */
  static Member dense(
      String name, int outputs, Map<String, Port> reads, Map<String, Input> inputs) {
    NetworkBuilder head = NetworkBuilder.of(name);
    inputs.forEach(head::input);
    String sum = "";
    for (Map.Entry<String, Input> input : inputs.entrySet()) {
      String own = input.getKey() + "/";
      if (input.getValue().shape().size() > 1) {
        head.then(own + "flat", new Layer.Flatten(), input.getKey());
      } else {
        head.then(own + "same", new Layer.Dropout(0.5), input.getKey());
      }
      String dense = head.then(own + "dense", new Layer.Dense(outputs)).last();
      sum = sum.isEmpty() ? dense : head.then(own + "sum", new Layer.Add(), sum, dense).last();
    }
    return new Member(head.build(), reads);
  }

  /** Likewise, on all outputs of a network. */
  static Member dense(Task task, Network network) {
    Map<String, Port> reads = new LinkedHashMap<>();
    Map<String, Input> inputs = new LinkedHashMap<>();
    for (String output : network.outputs()) {
      reads.put(output, Port.of(network.name(), output));
      inputs.put(output, Input.floats(network.shape(output)));
    }
    return dense(task.name(), task.outputs(Models.INPUT), reads, inputs);
  }

  private static Architecture decoder() {
    Network taps = taps();
    Map<String, Member> heads = new LinkedHashMap<>();
    heads.put(GARMENT.name(), dense(GARMENT, taps.withOutputs(List.of("vector"))));
    heads.put(EDGES.name(), edges(taps));
    return new Architecture(
        Models.INPUT, List.of(Member.tower(taps)), List.of(GARMENT, EDGES), heads);
  }

  /** With a further head on a map in between, in training only. */
  static Architecture withAuxiliary(Architecture architecture) {
    Network tower = architecture.trunk().withOutputs(List.of("coarse"));
    Member head =
        dense(
            "early",
            GARMENT.outputs(Models.INPUT),
            Map.of("coarse", Port.of(tower.name(), "coarse")),
            Map.of("coarse", Input.floats(tower.shape("coarse"))));
    return new Architecture(
        architecture.input(),
        architecture.towers(),
        architecture.tasks(),
        architecture.heads(),
        List.of(new Auxiliary(GARMENT.name(), head, 0.3)));
  }
}
