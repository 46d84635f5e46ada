package io.headwater.learning.model;

import java.util.List;

/**
 * A trunk, and what heads may read of it.
 *
 * @param network its first output is the vector of features
 * @param maps names of nodes that are feature maps [C, H, W], from the finest to the coarsest
 */
public record Trunk(Network network, List<String> maps) {
  public Trunk {
    maps = List.copyOf(maps);
  }

  /** A trunk of whose maps no head reads. */
  public static Trunk withoutMaps(Network network) {
    return new Trunk(network, List.of());
  }

  /** The same trunk, whose network has another name. */
  public Trunk withName(String name) {
    return new Trunk(network.withName(name), maps);
  }

  /** The node that is the vector of features. */
  public String features() {
    return network.outputs().get(0);
  }

  List<Integer> shape(String output) {
    return network.shape(output);
  }
}
