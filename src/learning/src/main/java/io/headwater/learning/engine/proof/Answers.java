package io.headwater.learning.engine.proof;

import io.headwater.learning.engine.Adam;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a network made of known data: everything that a step computes, by what it is.
 *
 * @param gradients that depend on which value of a pool's window is the largest
 */
record Answers(List<Answer> outputs, List<Answer> gradients) {
  static final Adam ADAM = new Adam(0.0625, 0.5, 0.75, 0.25);

  /** Some numbers, and what they are. */
  record Answer(String what, double[] values) {}

  /** Forward, backward, an update, and forward as in inference. */
  static Answers ofAll(EngineNetwork network, KnownData data) {
    Answers answers = ofPasses(network, data);
    answers.addUpdate(network, data);
    return answers;
  }

  /** Forward and backward. */
  static Answers ofPasses(EngineNetwork network, KnownData data) {
    List<Answer> outputs = new ArrayList<>();
    List<Answer> gradients = new ArrayList<>();
    outputs.add(new Answer("the output in training", forward(network, data, Mode.TRAINING)));
    List<double[]> onInputs = network.backward(data.onOutput());
    for (int i = 0; i < onInputs.size(); i++) {
      gradients.add(new Answer("the gradient on input " + (i + 1), onInputs.get(i)));
    }
    add("the gradient on ", network.gradients(), gradients);
    gradients.add(
        new Answer(
            "the norm of the gradients", new double[] {Math.sqrt(network.gradientSquareSum())}));
    return new Answers(outputs, gradients);
  }

  private void addUpdate(EngineNetwork network, KnownData data) {
    network.update(0.5);
    NetworkState state = network.state();
    add("after an update, ", state.statistics(), outputs);
    addMovement(data.state().parameters(), state.parameters(), gradients);
    state
        .optimiser()
        .forEach((name, tensors) -> add("after an update, " + name + " of ", tensors, gradients));
    // The updated parameters may differ by what the gradients may.
    gradients.add(new Answer("the output in inference", forward(network, data, Mode.INFERENCE)));
  }

  private static double[] forward(EngineNetwork network, KnownData data, Mode mode) {
    return data.inputs().isEmpty()
        ? network.forward(data.images(), data.examples(), mode)
        : network.forward(data.inputs(), data.examples(), mode);
  }

  private static void add(String what, Map<String, Tensor> tensors, List<Answer> to) {
    tensors.forEach((name, tensor) -> to.add(new Answer(what + name, doubles(tensor))));
  }

  private static void addMovement(
      Map<String, Tensor> before, Map<String, Tensor> after, List<Answer> to) {
    after.forEach(
        (name, tensor) -> {
          double[] moved = doubles(tensor);
          float[] from = before.getOrDefault(name, tensor).values();
          Arrays.setAll(moved, i -> moved[i] - from[i]);
          to.add(new Answer("what an update adds to " + name, moved));
        });
  }

  private static double[] doubles(Tensor tensor) {
    float[] values = tensor.values();
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }
}
