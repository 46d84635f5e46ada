package io.headwater.bench.engine;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.Port;

/**
 * Floating-point operations of the convolutions and matrix products of a step, two for a
 * multiplication and addition: forward, gradient of the weights, and gradient of the input, which
 * nobody needs of a layer that reads the image.
 */
record StepFlops(double perImage) {
  private static final int PER_MULTIPLY_ADD = 2;

  static StepFlops of(Architecture architecture) {
    double flops = 0;
    for (Member member : architecture.members()) {
      boolean readsImage = member.reads().values().stream().allMatch(Port::isImage);
      for (long multiplications : member.network().multiplications().values()) {
        if (multiplications > 0) {
          double forward = PER_MULTIPLY_ADD * (double) multiplications;
          flops += readsImage ? 2 * forward : 3 * forward;
          readsImage = false;
        }
      }
    }
    return new StepFlops(flops);
  }
}
