package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The way back through a model's networks after a forward pass, from heads to towers. */
final class BackwardPass {
  private final ModelNetworks networks;
  private final MemberRows rows;
  private final Map<String, List<OutputGradient>> parts = new HashMap<>();

  /**
   * @param rows that the forward pass was run over
   */
  BackwardPass(ModelNetworks networks, MemberRows rows) {
    this.networks = networks;
    this.rows = rows;
  }

  /** Takes what a network passes on to one that it reads. */
  interface Receiver {
    void take(String from, Port to, OutputGradient part);
  }

  /** Adds to the gradient on a network's output; before the network is run. */
  void add(String network, OutputGradient part) {
    // Before those that are there: they come from the last network to the first.
    parts.computeIfAbsent(network, name -> new ArrayList<>()).add(0, part);
  }

  /** Runs those of these networks that have a gradient on an output, from the last to the first. */
  void run(Predicate<String> which, Receiver receiver) {
    List<Member> members = networks.architecture().members();
    for (int i = members.size() - 1; i >= 0; i--) {
      Member member = members.get(i);
      if (which.test(member.name()) && parts.containsKey(member.name())) {
        EngineNetwork network = networks.get(member.name());
        network.backward(requireNonNull(parts.get(member.name())));
        passOn(member, network, receiver);
      }
    }
  }

  private void passOn(Member member, EngineNetwork network, Receiver receiver) {
    int index = 0;
    for (Port port : member.reads().values()) {
      if (!port.isImage()) {
        int[] read = rows.read(member.name(), port);
        receiver.take(
            member.name(),
            port,
            new OutputGradient.Rows(
                networks.outputIndex(port), network.inputGradient(index), read));
      }
      index++;
    }
  }

  /** The networks that have a gradient, by name. */
  Map<String, EngineNetwork> active() {
    Map<String, EngineNetwork> active = new LinkedHashMap<>();
    networks.architecture().members().stream()
        .map(Member::name)
        .filter(parts::containsKey)
        .forEach(name -> active.put(name, networks.get(name)));
    return active;
  }
}
