package io.headwater.serve.predict;

/** Reads image files as schemas/PREPROCESSING.md says, steps 1 and 2. Used by several threads. */
@FunctionalInterface
public interface ImageFileReader {
  /**
   * @param file its bytes, whatever they are
   * @throws UnreadableImageException if they are no image that can be read
   */
  SeenImage read(byte[] file) throws UnreadableImageException;
}
