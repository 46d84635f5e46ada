package io.headwater.job.decode;

import io.headwater.learning.image.PixelSink;
import io.headwater.learning.task.ImageShape;
import io.headwater.schema.RawImage;
import java.nio.ByteBuffer;

/** Reads images that come as their pixels: plane after plane, row after row. */
final class RawImageReader {
  private final ImageLimit limit;

  RawImageReader(ImageLimit limit) {
    this.limit = limit;
  }

  void read(String name, RawImage image, PixelTarget target) throws UnacceptableException {
    check(name, image);
    limit.spend(name, image.getWidth(), image.getHeight(), image.getChannels(), 0);
    PixelSink sink = target.open(image.getWidth(), image.getHeight());
    ByteBuffer data = image.getData();
    sink.image(
        data.array(),
        data.arrayOffset() + data.position(),
        new ImageShape(image.getChannels(), image.getHeight(), image.getWidth()));
  }

  private void check(String name, RawImage image) throws UnacceptableException {
    int width = image.getWidth();
    int height = image.getHeight();
    int channels = image.getChannels();
    if (channels != 1 && channels != 3) {
      throw new UnacceptableException(
          RejectionReason.UNSUPPORTED_CHANNELS,
          name + " has " + channels + " channels; it must have 1 (grey) or 3 (red, green, blue)");
    }
    if (width < 1 || height < 1) {
      throw new UnacceptableException(
          RejectionReason.RAW_SIZE_MISMATCH,
          name + " is " + width + " x " + height + " pixels; both must be at least 1");
    }
    limit.check(name, width, height);
    long expected = (long) channels * width * height;
    if (image.getData().remaining() != expected) {
      throw new UnacceptableException(
          RejectionReason.RAW_SIZE_MISMATCH,
          name
              + " has "
              + image.getData().remaining()
              + " bytes; "
              + channels
              + " channels of "
              + width
              + " x "
              + height
              + " pixels must have "
              + expected);
    }
  }
}
