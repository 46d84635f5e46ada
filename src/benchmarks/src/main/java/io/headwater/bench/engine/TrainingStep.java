package io.headwater.bench.engine;

import io.headwater.learning.engine.Tensor;
import java.util.List;
import java.util.function.DoubleSupplier;

/** One side of the benchmark. */
interface TrainingStep extends AutoCloseable {
  /**
   * Lays the mini-batches out as a stage before the training would. Not timed.
   *
   * @return a joint step on each, which returns the joint loss before its update
   */
  List<DoubleSupplier> prepared(List<LabelledImages> batches);

  /**
   * The optimiser's first moments, of all parameters in the order of the architecture. After the
   * first step they are its gradients, times (1 - beta1).
   */
  List<Tensor> firstMoments();

  @Override
  void close();
}
