package io.headwater.job.decode;

/** Takes an image row by row, from the top. */
interface PixelSink {
  /**
   * Called once the size is known, before any pixel is decoded.
   *
   * @throws UnacceptableException if the image cannot be of that size
   */
  void begin(int width, int height) throws UnacceptableException;

  /**
   * @param samples unsigned bytes of a row for grey, or one each for red, green and blue; reused by
   *     the caller
   * @param starts where in each of them the row starts
   */
  void row(byte[][] samples, int[] starts);
}
