package io.headwater.bench.engine;

import io.headwater.learning.engine.Tensor;
import java.util.List;
import java.util.function.DoubleSupplier;

/** A side whose losses and gradients come out times a factor. */
record Spoilt(TrainingStep step, double ofLosses, double ofGradients) implements TrainingStep {
  @Override
  public List<DoubleSupplier> prepared(List<LabelledImages> batches) {
    return step.prepared(batches).stream()
        .<DoubleSupplier>map(each -> () -> ofLosses * each.getAsDouble())
        .toList();
  }

  @Override
  public List<Tensor> firstMoments() {
    return step.firstMoments().stream().map(this::spoilt).toList();
  }

  private Tensor spoilt(Tensor tensor) {
    float[] values = tensor.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) ofGradients;
    }
    return new Tensor(tensor.shape(), values);
  }

  @Override
  public void close() {
    step.close();
  }
}
