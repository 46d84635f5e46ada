package io.headwater.learning.engine;

import io.headwater.learning.learner.InitialState;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A network with inputs, and a loss that is a weighted sum of all its outputs. */
final class LayerTrial {
  static final int COUNT = 3;
  static final Sgd OPTIMISER = new Sgd(0.1, 0, false, 0);
  private static final long[] SEEDS = {11, 12, 13};

  final Network network;
  final NetworkState state;
  final List<double[]> inputs = new ArrayList<>();
  final List<double[]> onOutputs = new ArrayList<>();

  LayerTrial(Network network) {
    this.network = network;
    this.state = InitialState.of(network, 3);
    Random random = new Random(5);
    for (Input input : network.inputs().values()) {
      inputs.add(random.doubles((long) COUNT * input.size(), -1, 1).toArray());
    }
    for (List<Integer> shape : network.outputShapes()) {
      onOutputs.add(random.doubles((long) COUNT * Tensor.size(shape), -1, 1).toArray());
    }
  }

  void forward(EngineNetwork on, Mode mode) {
    on.forward(inputs.stream().map(Feed::values).toList(), new Pass(mode, SEEDS));
  }

  void backward(EngineNetwork on) {
    on.backward(
        IntStream.range(0, onOutputs.size())
            .<OutputGradient>mapToObj(i -> new OutputGradient.Values(i, onOutputs.get(i)))
            .toList());
  }

  double loss(EngineNetwork on) {
    forward(on, Mode.TRAINING);
    double loss = 0;
    for (int i = 0; i < onOutputs.size(); i++) {
      double[] output = on.output(i).values();
      for (int k = 0; k < output.length; k++) {
        loss += onOutputs.get(i)[k] * output[k];
      }
    }
    return loss;
  }
}
