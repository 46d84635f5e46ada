package io.headwater.learning.learner;

/**
 * Holds the images of one mini-batch; the next one of that size overwrites them, which spares
 * clearing a new array.
 */
public final class BatchMemory {
  private byte[] images = new byte[0];

  byte[] ofSize(int size) {
    if (images.length != size) {
      images = new byte[size];
    }
    return images;
  }
}
