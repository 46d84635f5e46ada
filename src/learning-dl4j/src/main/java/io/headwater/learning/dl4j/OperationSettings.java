package io.headwater.learning.dl4j;

import io.headwater.learning.model.Window;
import java.util.Arrays;
import java.util.stream.LongStream;

/** The integer arguments of ND4J's operations on windows. */
final class OperationSettings {
  /** Not such that maps keep their size. */
  static final long PADDED_AS_GIVEN = 0;

  private OperationSettings() {}

  /**
   * Kernel, stride, padding, dilation (each H, W), how it is padded, and more.
   *
   * @param more what the operation takes beyond these
   */
  static long[] of(Window window, long... more) {
    LongStream common =
        LongStream.of(
            window.height(),
            window.width(),
            window.rowStride(),
            window.columnStride(),
            window.rowPadding(),
            window.columnPadding(),
            window.rowDilation(),
            window.columnDilation(),
            PADDED_AS_GIVEN);
    return LongStream.concat(common, Arrays.stream(more)).toArray();
  }
}
