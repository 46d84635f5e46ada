package io.headwater.job.decode;

import io.headwater.job.config.LimitsConfig;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.RawImage;

/** Reads the images of events, whichever way they come, within what an event may cost. */
final class EventImageReader {
  private final ImageLimit limit;
  private final RawImageReader raw;
  private final EncodedImageReader encoded;

  EventImageReader(LimitsConfig limits) {
    this.limit = new ImageLimit(limits);
    this.raw = new RawImageReader(limit);
    this.encoded = new EncodedImageReader(limit);
  }

  /** The images that follow are of another event, which has a budget of its own. */
  void beginEvent() {
    limit.beginEvent();
  }

  /**
   * @param name what to call the image in messages
   * @param image an EncodedImage or a RawImage
   */
  void read(String name, Object image, PixelTarget target) throws UnacceptableException {
    if (image instanceof RawImage rawImage) {
      raw.read(name, rawImage, target);
    } else if (image instanceof EncodedImage encodedImage) {
      encoded.read(name, encodedImage, target);
    } else {
      throw new IllegalStateException("the schema has no image of " + image.getClass());
    }
  }
}
