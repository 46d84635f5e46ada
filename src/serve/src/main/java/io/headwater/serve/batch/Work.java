package io.headwater.serve.batch;

import java.util.Set;

/**
 * What one request asks of a model; all of it fits the model.
 *
 * @param images unsigned bytes [N, C, H, W]; not copied
 * @param count N, at least 1
 * @param reference features [M, F], M = N or 1, or empty
 * @param wanted names of outputs, at least one
 */
public record Work(byte[] images, int count, float[] reference, Set<String> wanted) {
  public Work {
    wanted = Set.copyOf(wanted);
    if (count < 1 || wanted.isEmpty()) {
      throw new IllegalArgumentException(
          count + " images and the outputs " + wanted + " are no work; 1 of each is the least");
    }
  }
}
