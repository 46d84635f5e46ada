package io.headwater.job.decode;

import io.headwater.learning.image.PixelSink;

/** Where the pixels of an image go, once its size is known and before any of them is decoded. */
interface PixelTarget {
  /**
   * @param width of the image as it is seen
   * @param height of the image as it is seen
   * @throws UnacceptableException if the image cannot be of that size
   */
  PixelSink open(int width, int height) throws UnacceptableException;
}
