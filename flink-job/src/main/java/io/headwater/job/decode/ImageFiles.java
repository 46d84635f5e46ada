package io.headwater.job.decode;

import io.headwater.job.config.LimitsConfig;
import io.headwater.learning.image.PixelSink;
import io.headwater.learning.task.ImageShape;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import java.nio.ByteBuffer;

/**
 * Reads PNG and JPEG files that come another way than in events, by the same code: steps 1 and 2 of
 * schemas/PREPROCESSING.md. Not safe for use by several threads.
 */
public final class ImageFiles {
  private static final byte PNG = (byte) 0x89;
  private static final byte JPEG = (byte) 0xff;

  private final LimitsConfig limits;
  private final ImageLimit limit;
  private final EncodedImageReader reader;

  /**
   * The pixels of a file as they are seen.
   *
   * @param planes unsigned bytes [C, H, W]
   */
  public record Pixels(byte[] planes, ImageShape shape) {}

  /** Why a file can't be read, in one sentence. */
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    private UnreadableException(String message) {
      super(message);
    }
  }

  /**
   * @param maxPixels width x height of an image, over 0
   */
  public ImageFiles(int maxPixels) {
    limits = new LimitsConfig(maxPixels, Integer.MAX_VALUE);
    limit = new ImageLimit(limits);
    reader = new EncodedImageReader(limit);
  }

  /**
   * @param file its bytes, whatever they are
   * @throws UnreadableException if they are no PNG or JPEG file of one still image, or of too many
   *     pixels
   */
  public Pixels read(byte[] file) throws UnreadableException {
    limit.beginEvent();
    SeenPixels pixels = new SeenPixels();
    try {
      reader.read("the image", new EncodedImage(format(file), ByteBuffer.wrap(file)), pixels);
      return pixels.pixels();
    } catch (UnacceptableException e) {
      throw new UnreadableException(
          switch (e.reason()) {
            case IMAGE_TOO_LARGE, IMAGE_TOO_COSTLY ->
                "the image has more than %,d pixels, a side over 65,535, or a JPEG's scans beyond what such an image has; send a smaller one"
                    .formatted(limits.maxImagePixels());
            default -> String.valueOf(e.getMessage());
          });
    }
  }

  private static ImageFormat format(byte[] file) throws UnreadableException {
    byte first = file.length == 0 ? 0 : file[0];
    return switch (first) {
      case PNG -> ImageFormat.PNG;
      case JPEG -> ImageFormat.JPEG;
      default ->
          throw new UnreadableException(
              "the image is neither a PNG nor a JPEG file: it begins with "
                  + FirstBytes.of(file)
                  + "; convert it");
    };
  }

  /** Keeps the pixels. */
  private static final class SeenPixels implements PixelTarget, PixelSink {
    private int width;
    private int height;
    private int row;
    private byte[] planes = new byte[0];

    @Override
    public PixelSink open(int seenWidth, int seenHeight) {
      width = seenWidth;
      height = seenHeight;
      return this;
    }

    @Override
    public void row(byte[][] samples, int[] starts) {
      if (row == 0) {
        planes = new byte[Math.multiplyExact(samples.length, width * height)];
      }
      for (int c = 0; c < samples.length; c++) {
        System.arraycopy(samples[c], starts[c], planes, (c * height + row) * width, width);
      }
      row++;
    }

    Pixels pixels() {
      return new Pixels(planes, new ImageShape(planes.length / (width * height), height, width));
    }
  }
}
