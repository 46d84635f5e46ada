package io.headwater.learning.model.sharing;

import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.model.Trunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A trunk cut where one of its maps is all that goes on.
 *
 * @param stages in order; the last ends in the vector of features
 */
record Stages(Network trunk, List<Stage> stages) {
  /**
   * A part of the trunk.
   *
   * @param end the last of the nodes, and all of it that the next stage reads
   */
  record Stage(List<Node> nodes, String end) {
    boolean has(String node) {
      return nodes.stream().anyMatch(each -> each.name().equals(node));
    }
  }

  static Stages of(Trunk trunk) {
    List<Node> nodes = trunk.network().nodes();
    List<Stage> stages = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < nodes.size() - 1; i++) {
      if (trunk.maps().contains(nodes.get(i).name()) && isAllThatGoesOn(i, nodes)) {
        stages.add(new Stage(nodes.subList(from, i + 1), nodes.get(i).name()));
        from = i + 1;
      }
    }
    stages.add(new Stage(nodes.subList(from, nodes.size()), trunk.features()));
    return new Stages(trunk.network(), List.copyOf(stages));
  }

  private static boolean isAllThatGoesOn(int index, List<Node> nodes) {
    Set<String> fromHere =
        nodes.subList(index, nodes.size()).stream().map(Node::name).collect(Collectors.toSet());
    return nodes.subList(index + 1, nodes.size()).stream()
        .allMatch(node -> fromHere.containsAll(node.inputs()));
  }

  /** The number, from 0, of the stage that has the node. */
  int stageOf(String node) {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).has(node)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "network '" + trunk.name() + "' has no node '" + node + "' to read");
  }
}
