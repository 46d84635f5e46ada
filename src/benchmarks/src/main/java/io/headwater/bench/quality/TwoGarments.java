package io.headwater.bench.quality;

import io.headwater.learning.task.Task;

/**
 * An image of MultiFashion.
 *
 * @param pixels unsigned bytes [1, 28, 28]
 * @param left class of the garment in the upper left, 0 to 9
 * @param right class of the one in the lower right
 */
record TwoGarments(byte[] pixels, int left, int right) {
  int classOf(Task task) {
    return task.equals(TwoHeads.LEFT) ? left : right;
  }
}
