package io.headwater.cli.plan;

import io.headwater.learning.model.Member;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import io.headwater.learning.model.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A tower or a head.
 *
 * @param role "tower", "head" or "auxiliary head", which is trained and not exported
 * @param reads the networks that it reads, or "image"
 * @param layers in order
 */
record NetworkPlan(String name, String role, List<String> reads, List<LayerPlan> layers) {
  /** The role of a network that heads read. */
  static final String TOWER = "tower";

  private static final char OF_A_GROUP = '/';

  /**
   * @param eachLayer whether layers whose names begin alike, up to a slash, are told apart
   */
  static NetworkPlan of(Member member, String role, boolean eachLayer) {
    Set<String> reads = new LinkedHashSet<>();
    member.reads().values().stream().map(Port::network).forEach(reads::add);
    return new NetworkPlan(
        member.name(), role, List.copyOf(reads), layers(member.network(), eachLayer));
  }

  boolean isTower() {
    return role.equals(TOWER);
  }

  long parameters() {
    return layers.stream().mapToLong(LayerPlan::parameters).sum();
  }

  long flops() {
    return layers.stream().mapToLong(LayerPlan::flops).sum();
  }

  private static List<LayerPlan> layers(Network network, boolean eachLayer) {
    Map<String, List<Node>> groups = new LinkedHashMap<>();
    for (Node node : network.nodes()) {
      int slash = node.name().indexOf(OF_A_GROUP);
      String group = eachLayer || slash < 0 ? node.name() : node.name().substring(0, slash);
      groups.computeIfAbsent(group, key -> new ArrayList<>()).add(node);
    }
    List<LayerPlan> layers = new ArrayList<>();
    groups.forEach((name, nodes) -> layers.add(layer(network, name, nodes)));
    return layers;
  }

  private static LayerPlan layer(Network network, String name, List<Node> nodes) {
    Map<String, Long> multiplications = network.multiplications();
    long parameters = 0;
    long flops = 0;
    for (Node node : nodes) {
      parameters += parameters(network, node);
      flops += 2 * multiplications.getOrDefault(node.name(), 0L);
    }
    Node last = nodes.get(nodes.size() - 1);
    String kind =
        nodes.size() == 1 ? last.layer().description().toString() : nodes.size() + " layers";
    return new LayerPlan(name, kind, network.shape(last.name()), parameters, flops);
  }

  private static long parameters(Network network, Node node) {
    return network.parameters().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(node.name() + "."))
        .mapToLong(entry -> size(entry.getValue().shape()))
        .sum();
  }

  private static long size(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
