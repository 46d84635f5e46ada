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
   * @param samples a row from 0 to 255 for grey, or one each for red, green and blue; at least as
   *     long as the image is wide; reused by the caller
   */
  void row(int[][] samples);
}
