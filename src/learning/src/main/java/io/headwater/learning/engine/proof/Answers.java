package io.headwater.learning.engine.proof;

import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.Feed;
import io.headwater.learning.engine.Mode;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.OutputGradient;
import io.headwater.learning.engine.Pass;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

  /** What a network is asked to compute. */
  enum Steps {
    /** Forward and backward. */
    PASSES,
    /** Forward as in inference, forward and backward, an update, and inference with its result. */
    ALL
  }

  static Answers of(EngineNetwork network, KnownData data, Steps steps) {
    Answers answers = new Answers(new ArrayList<>(), new ArrayList<>());
    if (steps == Steps.ALL) {
      double[] output = forward(network, data, Mode.INFERENCE);
      answers.outputs.add(new Answer("the output in inference", output));
    }
    answers.addPasses(network, data);
    if (steps == Steps.ALL) {
      answers.addUpdate(network, data);
    }
    return answers;
  }

  private void addPasses(EngineNetwork network, KnownData data) {
    outputs.add(new Answer("the output in training", forward(network, data, Mode.TRAINING)));
    network.backward(List.of(new OutputGradient.Values(0, data.onOutput())));
    for (int i = 0; i < data.inputs().size(); i++) {
      if (data.inputs().get(i) instanceof Feed.Values) {
        double[] onInput = network.inputGradient(i).values();
        gradients.add(new Answer("the gradient on input " + (i + 1), onInput));
      }
    }
    Map<String, Tensor> onParameters = new LinkedHashMap<>(network.gradients());
    onParameters.keySet().removeAll(data.vanishing());
    add("the gradient on ", onParameters, gradients);
    outputs.add(new Answer("the norm of the gradients, to theirs", normToTheirs(network)));
  }

  /** 1, however the gradients came out. */
  private static double[] normToTheirs(EngineNetwork network) {
    double squares = 0;
    for (Tensor gradient : network.gradients().values()) {
      for (float value : gradient.values()) {
        squares += (double) value * value;
      }
    }
    double sum = network.gradientSquareSum();
    return new double[] {sum == squares ? 1 : Math.sqrt(sum / squares)};
  }

  private void addUpdate(EngineNetwork network, KnownData data) {
    network.update(Update.of(ADAM, 0.5));
    NetworkState state = network.state();
    add("after an update, ", state.statistics(), outputs);
    addMovement(data.state().parameters(), state.parameters(), gradients);
    state
        .slots()
        .forEach((name, tensors) -> add("after an update, " + name + " of ", tensors, gradients));
    // The updated parameters may differ by what the gradients may.
    double[] output = forward(network, data, Mode.INFERENCE);
    gradients.add(new Answer("after an update, the output in inference", output));
  }

  private static double[] forward(EngineNetwork network, KnownData data, Mode mode) {
    network.forward(data.inputs(), new Pass(mode, new long[data.examples()]));
    return network.output(0).values();
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
