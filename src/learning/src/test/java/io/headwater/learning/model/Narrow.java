package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Models with fewer channels, that are otherwise as they were: for tests that count every number.
 */
public final class Narrow {
  private final int divisor;
  private final Map<String, Network> narrow = new LinkedHashMap<>();

  private Narrow(int divisor) {
    this.divisor = divisor;
  }

  /**
   * The model with the channels and dense outputs of all layers divided, down to 1, but for the
   * nodes "output".
   */
  public static Architecture of(Architecture architecture, int divisor) {
    Narrow narrow = new Narrow(divisor);
    List<Member> towers = architecture.towers().stream().map(narrow::member).toList();
    Map<String, Member> heads = new LinkedHashMap<>();
    architecture.heads().forEach((task, head) -> heads.put(task, narrow.member(head)));
    List<Auxiliary> auxiliaries =
        architecture.auxiliaries().stream()
            .map(each -> new Auxiliary(each.task(), narrow.member(each.member()), each.weight()))
            .toList();
    return new Architecture(architecture.input(), towers, architecture.tasks(), heads, auxiliaries);
  }

  private Member member(Member wide) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    wide.reads()
        .forEach(
            (name, port) ->
                inputs.put(
                    name,
                    port.isImage()
                        ? requireNonNull(wide.network().inputs().get(name))
                        : Input.floats(
                            requireNonNull(narrow.get(port.network())).shape(port.output()))));
    List<Node> nodes = new ArrayList<>();
    for (Node node : wide.network().nodes()) {
      Layer layer = node.name().equals("output") ? node.layer() : layer(node.layer());
      nodes.add(new Node(node.name(), layer, node.inputs(), node.weights()));
    }
    Network network = new Network(wide.name(), inputs, nodes, wide.network().outputs());
    narrow.put(network.name(), network);
    return new Member(network, wide.reads());
  }

  private Layer layer(Layer wide) {
    if (wide instanceof Layer.Convolution convolution) {
      return convolution.withOutputs(Math.max(1, convolution.outputChannels() / divisor));
    }
    return wide instanceof Layer.Dense dense
        ? new Layer.Dense(Math.max(1, dense.outputs() / divisor))
        : wide;
  }
}
