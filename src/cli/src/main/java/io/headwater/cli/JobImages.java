package io.headwater.cli;

import io.headwater.job.decode.ImageFiles;
import io.headwater.job.decode.ImageFiles.Pixels;
import io.headwater.serve.predict.ImageFileReader;
import io.headwater.serve.predict.SeenImage;
import io.headwater.serve.predict.UnreadableImageException;

/**
 * Reads image files with the job's own code, so that a model sees what it was trained on.
 *
 * @param maxPixels width x height of an image, over 0
 */
public record JobImages(int maxPixels) implements ImageFileReader {
  @Override
  public SeenImage read(byte[] file) throws UnreadableImageException {
    try {
      // Readers keep buffers: one for each file, as files come from several threads.
      Pixels pixels = new ImageFiles(maxPixels).read(file);
      return new SeenImage(pixels.planes(), pixels.shape());
    } catch (ImageFiles.UnreadableException e) {
      throw new UnreadableImageException(String.valueOf(e.getMessage()), e);
    }
  }
}
