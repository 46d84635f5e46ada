package io.headwater.bench.checkpoint;

import io.headwater.learning.engine.Tensor;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Adam;

/**
 * How large a model is, in MiB.
 *
 * @param weights all parameters: about the size of a snapshot
 * @param state parameters and the optimiser's state: about the size of a checkpoint
 */
record StateSize(double weights, double state) {
  static StateSize of(Architecture architecture) {
    long parameters =
        architecture.networks().stream()
            .flatMap(network -> network.parameterShapes().values().stream())
            .mapToLong(Tensor::size)
            .sum();
    double weights = parameters * (double) Float.BYTES / (1 << 20);
    return new StateSize(weights, weights * (1 + Adam.withLearningRate(0.001).slots().size()));
  }
}
