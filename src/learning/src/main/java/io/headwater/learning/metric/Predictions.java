package io.headwater.learning.metric;

import io.headwater.learning.task.TaskKind;

/** From a head's raw outputs to what a consumer reads. The ONNX payload does the same. */
public final class Predictions {
  private Predictions() {}

  /**
   * Classification: softmax over the classes. All other kinds: the sigmoid of each output.
   *
   * @param outputs raw outputs [N, K]
   * @param count N
   * @return [N, K], each in [0, 1]
   */
  public static double[] of(TaskKind kind, double[] outputs, int count) {
    throw new UnsupportedOperationException();
  }
}
