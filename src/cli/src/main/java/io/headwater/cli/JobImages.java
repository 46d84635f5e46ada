package io.headwater.cli;

import io.headwater.job.decode.ImageFiles;
import io.headwater.job.decode.ImageFiles.Pixels;
import io.headwater.serve.predict.ImageFileReader;
import io.headwater.serve.predict.SeenImage;
import io.headwater.serve.predict.UnreadableImageException;

/** Reads image files with the job's own code, so that a model sees what it was trained on. */
public final class JobImages implements ImageFileReader {
  /** Readers keep buffers and native memory: one for each thread. */
  private final ThreadLocal<ImageFiles> files;

  /**
   * @param maxPixels width x height of an image, over 0
   */
  public JobImages(int maxPixels) {
    files = ThreadLocal.withInitial(() -> new ImageFiles(maxPixels));
  }

  @Override
  public SeenImage read(byte[] file) throws UnreadableImageException {
    try {
      Pixels pixels = files.get().read(file);
      return new SeenImage(pixels.planes(), pixels.shape());
    } catch (ImageFiles.UnreadableException e) {
      throw new UnreadableImageException(String.valueOf(e.getMessage()), e);
    }
  }
}
