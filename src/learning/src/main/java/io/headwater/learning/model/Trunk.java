package io.headwater.learning.model;

import java.util.List;

/**
 * A trunk, and what heads may read of it.
 *
 * @param network its first output is the vector of features
 * @param maps names of nodes that are feature maps [C, H, W], from the finest to the coarsest
 * @param branches where classifications are helped by auxiliaries
 */
public record Trunk(Network network, List<String> maps, List<Branch> branches) {
  public Trunk {
    maps = List.copyOf(maps);
    branches = List.copyOf(branches);
  }

  /** Without branches. */
  public Trunk(Network network, List<String> maps) {
    this(network, maps, List.of());
  }

  /** A trunk of whose maps no head reads. */
  public static Trunk withoutMaps(Network network) {
    return new Trunk(network, List.of());
  }

  /** The same trunk, whose classifications are not helped. */
  public Trunk withoutBranches() {
    return new Trunk(network, maps);
  }

  /** The same trunk, whose network has another name. */
  public Trunk withName(String name) {
    return new Trunk(network.withName(name), maps, branches);
  }

  /** The node that is the vector of features. */
  public String features() {
    return network.outputs().get(0);
  }

  List<Integer> shape(String output) {
    return network.shape(output);
  }
}
