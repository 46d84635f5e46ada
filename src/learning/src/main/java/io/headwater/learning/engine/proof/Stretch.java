package io.headwater.learning.engine.proof;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Layer.Convolution;
import io.headwater.learning.model.Layer.Dense;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A piece of a network that an engine may compute as one: at most one layer of products, with what
 * comes before it and what follows on it. Layers without products take their layout in memory, and
 * often their kernel, from the layer of products before them.
 *
 * @param whole the network
 * @param nodes each reads the one before it, and maybe something from outside
 */
record Stretch(Network whole, List<Node> nodes) {
  /** Multiplications of a forward pass of all examples: plain Java takes milliseconds. */
  private static final long MOST_PRODUCTS = 6_000_000;

  /** Weights: they are held many times over, and initialised, compared and updated one by one. */
  private static final long MOST_WEIGHTS = 200_000;

  /** All nodes of the network, each in one stretch. */
  static List<Stretch> of(Network network) {
    List<List<Node>> pieces = new ArrayList<>();
    for (Node node : network.nodes()) {
      pieces.stream()
          .filter(piece -> goesOn(piece, node))
          .findFirst()
          .ifPresentOrElse(
              piece -> piece.add(node), () -> pieces.add(new ArrayList<>(List.of(node))));
    }
    return pieces.stream().map(piece -> new Stretch(network, List.copyOf(piece))).toList();
  }

  private static boolean goesOn(List<Node> piece, Node node) {
    String last = piece.get(piece.size() - 1).name();
    boolean second = isProduct(node) && piece.stream().anyMatch(Stretch::isProduct);
    return node.inputs().get(0).equals(last) && !second;
  }

  /** Up to the layer of products, if something follows on it. */
  Optional<Stretch> withoutWhatFollows() {
    for (int i = 0; i + 1 < nodes.size(); i++) {
      if (isProduct(nodes.get(i))) {
        return Optional.of(new Stretch(whole, nodes.subList(0, i + 1)));
      }
    }
    return Optional.empty();
  }

  /** Whether its gradient goes another way where two values are nearly equal. */
  boolean hasPool() {
    return nodes.stream().anyMatch(node -> node.layer() instanceof Layer.MaxPool);
  }

  private static boolean isProduct(Node node) {
    return node.layer() instanceof Convolution || node.layer() instanceof Dense;
  }

  /**
   * The stretch as a network of its own, with the kernels, strides and, up to a limit, channels of
   * the whole, on feature maps that are made smaller until plain Java takes milliseconds.
   *
   * @param examples of a mini-batch
   */
  Network reduced(int examples) {
    List<Node> narrow = nodes;
    List<Integer> input = whole.shape(nodes.get(0).inputs().get(0));
    Network part = part(narrow, input);
    while (weights(part) > MOST_WEIGHTS) {
      int outputs = outputs(narrow);
      if (outputs == 0) {
        break;
      } else if (outputs >= input.get(0)) {
        narrow = withOutputs(narrow, outputs / 2);
      } else {
        input = new ArrayList<>(input);
        input.set(0, input.get(0) / 2);
      }
      part = part(narrow, input);
    }
    while (products(part) * examples > MOST_PRODUCTS && input.size() == 3) {
      List<Integer> smaller = List.of(input.get(0), smaller(input.get(1)), smaller(input.get(2)));
      Optional<Network> next = smaller.equals(input) ? Optional.empty() : fitting(narrow, smaller);
      if (next.isEmpty()) {
        break;
      }
      input = smaller;
      part = next.get();
    }
    return part;
  }

  private static int smaller(int side) {
    return Math.max(1, side - (side + 3) / 4);
  }

  private Optional<Network> fitting(List<Node> narrow, List<Integer> input) {
    try {
      return Optional.of(part(narrow, input));
    } catch (IllegalArgumentException windowDoesNotFit) {
      return Optional.empty();
    }
  }

  private Network part(List<Node> narrow, List<Integer> input) {
    Map<String, Input> inputs = new LinkedHashMap<>();
    String first = narrow.get(0).inputs().get(0);
    Input whole = this.whole.inputs().get(first);
    inputs.put(first, whole == null ? Input.floats(input) : new Input(whole.element(), input));
    for (int i = 0; i < narrow.size(); i++) {
      Set<String> outside = new LinkedHashSet<>(narrow.get(i).inputs());
      if (i > 0) {
        outside.remove(narrow.get(i - 1).name());
      }
      outside.removeAll(inputs.keySet());
      if (!outside.isEmpty()) {
        List<Integer> shape = i == 0 ? input : shapeAfter(narrow.subList(0, i), inputs);
        Node node = narrow.get(i);
        outside.forEach(name -> inputs.put(name, Input.floats(outside(node, name, shape))));
      }
    }
    return new Network(this.whole.name(), inputs, narrow);
  }

  /** Of what a node reads from outside, beside something of that shape. */
  private List<Integer> outside(Node node, String name, List<Integer> shape) {
    boolean isGate =
        node.layer() instanceof Layer.GatedSum
            && node.inputs().get(node.inputs().size() - 1).equals(name);
    if (isGate) {
      return whole.shape(name);
    }
    return node.layer() instanceof Layer.Concatenate ? beside(name, shape) : shape;
  }

  /** The channels that it has in the whole, of the size of what it is put beside. */
  private List<Integer> beside(String name, List<Integer> shape) {
    return List.of(whole.shape(name).get(0), shape.get(1), shape.get(2));
  }

  private List<Integer> shapeAfter(List<Node> first, Map<String, Input> inputs) {
    return new Network(whole.name(), inputs, first).outputShape();
  }

  /** Of the layer of products; 0 if there is none that can be made narrower. */
  private static int outputs(List<Node> nodes) {
    for (Node node : nodes) {
      if (node.layer() instanceof Convolution convolution) {
        return convolution.groups() > 1 ? 0 : convolution.outputChannels();
      } else if (node.layer() instanceof Dense dense) {
        return dense.outputs();
      }
    }
    return 0;
  }

  private static List<Node> withOutputs(List<Node> nodes, int outputs) {
    return nodes.stream()
        .map(node -> new Node(node.name(), withOutputs(node.layer(), outputs), node.inputs()))
        .toList();
  }

  private static Layer withOutputs(Layer layer, int outputs) {
    if (layer instanceof Convolution convolution) {
      return convolution.withOutputs(outputs);
    }
    return layer instanceof Dense ? new Dense(outputs) : layer;
  }

  private static long weights(Network part) {
    return part.parameterCount();
  }

  private static long products(Network part) {
    long products = 0;
    for (Node node : part.nodes()) {
      if (isProduct(node)) {
        List<Integer> output = requireNonNull(part.shapes().get(node.name()));
        List<Integer> weight =
            requireNonNull(part.parameterShapes().get(node.name() + "." + Layer.WEIGHT));
        int positions = output.size() == 3 ? output.get(1) * output.get(2) : 1;
        products += (long) positions * Tensor.size(weight);
      }
    }
    return products;
  }
}
