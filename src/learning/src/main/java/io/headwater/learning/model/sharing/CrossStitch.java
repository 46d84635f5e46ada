package io.headwater.learning.model.sharing;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.HeadsOnTrunk;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer.WeightedSum;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Node;
import io.headwater.learning.model.Port;
import io.headwater.learning.model.Trunk;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.sharing.Stages.Stage;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tower of the same backbone for each task, which are mixed where the backbone has maps for
 * heads: from there on the tower of a task reads a sum of all towers' maps, each times a number
 * that is learned. Misra et al., "Cross-stitch networks for multi-task learning", 2016, with one
 * number for each pair of towers and place, which starts at 0.9 for the tower's own maps, the
 * others sharing 0.1 (section 5.1).
 *
 * <p>The parts of a tower are networks "TASK.stage1" and so on. Before the last mixing they are
 * shared, as all tasks learn through them; the last is the task's own. Auxiliary classifiers of the
 * backbone are left out.
 */
public record CrossStitch() implements Sharing {
  public static final String KIND = "cross-stitch";

  private static final float OWN = 0.9f;
  private static final String STITCH = "stitch";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> objection(List<Task> tasks) {
    return tasks.size() > 1
        ? Optional.empty()
        : Optional.of("it mixes the networks of two or more tasks, and there is one task");
  }

  @Override
  public Architecture architecture(
      ImageShape input, List<Task> tasks, Map<String, HeadKind> heads, Backbones backbones) {
    objection(tasks)
        .ifPresent(
            objection -> {
              throw new IllegalArgumentException(objection);
            });
    Trunk trunk = backbones.usual().trunk(input).withoutBranches();
    Stages stages = Stages.of(trunk);
    Map<String, Member> all = new LinkedHashMap<>();
    Map<String, Set<String>> read = new LinkedHashMap<>();
    for (Task task : tasks) {
      HeadsOnTrunk uncut = HeadsOnTrunk.of(trunk, input, List.of(task), heads);
      uncut.heads().forEach((name, head) -> all.put(name, onStages(head, task, stages)));
      read.put(task.name(), new LinkedHashSet<>(uncut.trunk().outputs()));
    }
    List<Member> towers = new ArrayList<>();
    for (int i = 0; i < stages.stages().size(); i++) {
      for (Task task : tasks) {
        towers.add(stage(i, task, tasks, stages, read.getOrDefault(task.name(), Set.of())));
      }
    }
    return new Architecture(input, towers, tasks, all);
  }

  private static String name(Task task, int stage) {
    return task.name() + ".stage" + (stage + 1);
  }

  private static Member onStages(Member head, Task task, Stages stages) {
    Map<String, Port> reads = new LinkedHashMap<>();
    head.reads()
        .forEach(
            (name, port) ->
                reads.put(
                    name,
                    new Port(
                        name(task, stages.stageOf(port.output())), port.output(), port.side())));
    return new Member(head.network(), reads);
  }

  /**
   * A part of a task's tower.
   *
   * @param read nodes of the tower that the task's head reads
   */
  private static Member stage(
      int index, Task task, List<Task> tasks, Stages stages, Set<String> read) {
    Stage stage = stages.stages().get(index);
    Set<String> outputs = new LinkedHashSet<>(List.of(stage.end()));
    read.stream().filter(stage::has).forEach(outputs::add);
    if (index == 0) {
      Network first =
          new Network(name(task, 0), stages.trunk().inputs(), stage.nodes(), List.copyOf(outputs));
      return Member.tower(first);
    }
    String before = stages.stages().get(index - 1).end();
    NetworkBuilder stitched = NetworkBuilder.of(name(task, index));
    Map<String, Port> reads = new LinkedHashMap<>();
    for (Task other : tasks) {
      stitched.input(other.name(), Input.floats(stages.trunk().shape(before)));
      reads.put(other.name(), Port.of(name(other, index - 1), before));
    }
    stitched.then(STITCH, weights(task, tasks), reads.keySet().toArray(String[]::new));
    Network network = stitched.build();
    List<Node> nodes = new ArrayList<>(network.nodes());
    stage.nodes().forEach(node -> nodes.add(node.reading(renamed(node.inputs(), before))));
    return new Member(
        new Network(network.name(), network.inputs(), nodes, List.copyOf(outputs)), reads);
  }

  private static WeightedSum weights(Task task, List<Task> tasks) {
    float other = (1 - OWN) / (tasks.size() - 1);
    return new WeightedSum(tasks.stream().map(each -> each.equals(task) ? OWN : other).toList());
  }

  private static List<String> renamed(List<String> inputs, String before) {
    return inputs.stream().map(input -> input.equals(before) ? STITCH : input).toList();
  }

  @Override
  public Set<Backbone> used(List<String> tasks, Backbones backbones) {
    return Set.of(backbones.usual());
  }
}
