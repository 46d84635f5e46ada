package io.headwater.learning.learner;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Port;
import io.headwater.learning.optimise.Optimiser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The networks of a model, run by one engine. Used by one thread. */
final class ModelNetworks implements AutoCloseable {
  private final Architecture architecture;
  private final Map<String, EngineNetwork> networks;
  private final Set<String> shared;

  private ModelNetworks(Architecture architecture, Map<String, EngineNetwork> networks) {
    this.architecture = architecture;
    this.networks = networks;
    this.shared = architecture.shared();
  }

  /**
   * @param states by network
   */
  static ModelNetworks open(
      Engine engine,
      Architecture architecture,
      Map<String, NetworkState> states,
      Optimiser optimiser,
      Precision precision) {
    Map<String, EngineNetwork> networks = new LinkedHashMap<>();
    try {
      for (Network network : architecture.networks()) {
        NetworkState own = requireNonNull(states.get(network.name()));
        networks.put(network.name(), engine.open(network, own, optimiser, precision));
      }
    } catch (RuntimeException e) {
      networks.values().forEach(EngineNetwork::close);
      throw e;
    }
    return new ModelNetworks(architecture, networks);
  }

  Architecture architecture() {
    return architecture;
  }

  /** See {@link Architecture#shared}. */
  Set<String> shared() {
    return shared;
  }

  EngineNetwork get(String name) {
    return requireNonNull(networks.get(name), name);
  }

  /** Which of its network's outputs a port reads. */
  int outputIndex(Port port) {
    return architecture.network(port.network()).outputs().indexOf(port.output());
  }

  /** Something of each network, by its name. */
  <T> Map<String, T> collect(Function<EngineNetwork, T> what) {
    Map<String, T> all = new LinkedHashMap<>();
    networks.forEach((name, network) -> all.put(name, what.apply(network)));
    return all;
  }

  @Override
  public void close() {
    networks.values().forEach(EngineNetwork::close);
  }
}
