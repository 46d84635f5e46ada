package io.headwater.bench.engine;

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

  @Override
  void close();
}
