package io.headwater.job.decode;

import io.headwater.job.config.LimitsConfig;
import io.headwater.learning.image.ImageResizer;
import io.headwater.learning.image.PixelSink;
import io.headwater.learning.task.ImageShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Small pictures of events' images, for people to look at: as they are seen, in colours, and read
 * with the job's own readers within its limits, so that any bytes will do. Not safe for use by
 * several threads.
 */
public final class ImagePreview {
  private static final int CHANNELS = 3;

  private final EventImageReader reader;
  private final int longestSide;
  private @Nullable ImageResizer resizer;
  private @Nullable ImageShape shape;

  /**
   * @param pixels unsigned bytes [C, H, W]
   */
  public record Preview(ImageShape shape, byte[] pixels) {}

  /**
   * @param longestSide in pixels; larger images shrink to it, smaller ones stay as they are
   */
  public ImagePreview(LimitsConfig limits, int longestSide) {
    this.reader = new EventImageReader(limits);
    this.longestSide = longestSide;
  }

  /**
   * The picture; empty if the image can't be read, or costs more than the limits allow.
   *
   * @param image an EncodedImage or a RawImage
   */
  public Optional<Preview> of(Object image) {
    reader.beginEvent();
    try {
      reader.read("image", image, this::open);
    } catch (UnacceptableException e) {
      return Optional.empty();
    }
    return resizer == null || shape == null
        ? Optional.empty()
        : Optional.of(new Preview(shape, resizer.pixels()));
  }

  private PixelSink open(int width, int height) {
    double factor = Math.min(1, (double) longestSide / Math.max(width, height));
    shape = new ImageShape(CHANNELS, side(height, factor), side(width, factor));
    ImageResizer sink = new ImageResizer(shape);
    sink.begin(width, height);
    resizer = sink;
    return sink;
  }

  private static int side(int pixels, double factor) {
    return Math.max(1, (int) Math.round(pixels * factor));
  }
}
