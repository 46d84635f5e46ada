package io.headwater.learning.model.sharing;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.HeadsOnTrunk;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer.AveragePool;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Layer.Flatten;
import io.headwater.learning.model.Layer.GatedSum;
import io.headwater.learning.model.Layer.Scale;
import io.headwater.learning.model.Layer.Softmax;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Port;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.model.Window;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Several trunks, the experts, that all tasks share, and for each task a gate that says, image by
 * image, how much of each expert its head reads: a softmax of a linear function of the image. Ma et
 * al., "Modeling task relationships in multi-task learning with multi-gate mixture-of-experts",
 * 2018, equations 5 and 6. The gate sees the image as the means of up to {@value #GRID}x{@value
 * #GRID} squares. Experts are named "expert.1" and so on, the gate of a task "TASK.gate". Auxiliary
 * classifiers of the backbone are left out.
 *
 * @param experts how many, from 2
 */
public record MixtureOfExperts(int experts) implements Sharing {
  public static final String KIND = "mmoe";

  private static final int GRID = 8;
  private static final String GATE = "gate/softmax";

  public MixtureOfExperts {
    if (experts < 2) {
      throw new IllegalArgumentException("experts is " + experts + "; it must be 2 or more");
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Architecture architecture(
      ImageShape input, List<Task> tasks, Map<String, HeadKind> heads, Backbones backbones) {
    Trunk trunk = backbones.usual().trunk(input).withoutBranches();
    List<Member> gates = new ArrayList<>();
    Map<String, Member> all = new LinkedHashMap<>();
    Set<String> outputs = new LinkedHashSet<>();
    for (Task task : tasks) {
      HeadsOnTrunk own =
          HeadsOnTrunk.of(trunk.withName(task.name() + ".gate"), input, List.of(task), heads);
      all.putAll(own.heads());
      outputs.addAll(own.trunk().outputs());
      gates.add(gate(own.trunk(), input));
    }
    List<Member> towers = new ArrayList<>();
    names().stream()
        .map(name -> trunk.network().withName(name).withOutputs(List.copyOf(outputs)))
        .forEach(expert -> towers.add(Member.tower(expert)));
    towers.addAll(gates);
    return new Architecture(input, towers, tasks, all);
  }

  /**
   * What stands for the trunk to a task's head: of each output the sum of the experts'.
   *
   * @param trunk as the task would have it alone
   */
  private Member gate(Network trunk, ImageShape image) {
    NetworkBuilder gate =
        NetworkBuilder.of(trunk.name())
            .input(Port.IMAGE, Input.bytes(image.dimensions()))
            .then("gate/scale", new Scale())
            .then("gate/squares", squares(image))
            .then("gate/flat", new Flatten())
            .then("gate/dense", new Dense(experts))
            .then(GATE, new Softmax());
    Map<String, Port> reads = new LinkedHashMap<>();
    reads.put(Port.IMAGE, Port.image());
    for (String output : trunk.outputs()) {
      List<String> summed = new ArrayList<>();
      for (String expert : names()) {
        String name = expert + "/" + output;
        gate.input(name, Input.floats(trunk.shape(output)));
        reads.put(name, Port.of(expert, output));
        summed.add(name);
      }
      summed.add(GATE);
      gate.then(output, new GatedSum(), summed.toArray(String[]::new));
    }
    return new Member(gate.build(trunk.outputs().toArray(String[]::new)), reads);
  }

  private static AveragePool squares(ImageShape image) {
    int rows = (image.height() + GRID - 1) / GRID;
    int columns = (image.width() + GRID - 1) / GRID;
    return new AveragePool(new Window(rows, columns, rows, columns, 0, 0, 1, 1, false), false);
  }

  private List<String> names() {
    return IntStream.rangeClosed(1, experts).mapToObj(i -> "expert." + i).toList();
  }

  @Override
  public Set<Backbone> used(List<String> tasks, Backbones backbones) {
    return Set.of(backbones.usual());
  }
}
