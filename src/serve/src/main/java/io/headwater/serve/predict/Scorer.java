package io.headwater.serve.predict;

import java.util.Map;
import java.util.Set;

/** Has a model score images, as {@link io.headwater.snapshots.OnnxModel#values} does. */
@FunctionalInterface
public interface Scorer {
  /**
   * @param images unsigned bytes [N, C, H, W]
   * @param count N
   * @param reference features [M, F] to compare with, M = N or 1; empty: compared with zeros
   * @param wanted names of outputs, at least one
   * @return values by name
   */
  Map<String, float[]> values(byte[] images, int count, float[] reference, Set<String> wanted);
}
