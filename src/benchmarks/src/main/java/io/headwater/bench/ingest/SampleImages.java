package io.headwater.bench.ingest;

import io.headwater.learning.task.ImageShape;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import io.headwater.schema.RawImage;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Drawn shapes with a little noise, which compress about as photographs do. */
final class SampleImages {
  private static final int COUNT = 64;
  private static final int SHAPES = 6;
  private static final int NOISE = 4;

  private final IngestCase asked;
  private final Random random = new Random(1);

  private SampleImages(IngestCase asked) {
    this.asked = asked;
  }

  /** Files, or planes of pixels, the same at every call. */
  static List<byte[]> of(IngestCase asked) {
    SampleImages samples = new SampleImages(asked);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      images.add(samples.encoded(samples.drawn()));
    }
    return images;
  }

  /** As in an event. */
  static Object inEvent(IngestCase asked, byte[] data) {
    ByteBuffer bytes = ByteBuffer.wrap(data);
    ImageShape shape = asked.shape();
    return switch (asked.format()) {
      case png -> new EncodedImage(ImageFormat.PNG, bytes);
      case jpeg -> new EncodedImage(ImageFormat.JPEG, bytes);
      case raw -> new RawImage(shape.width(), shape.height(), shape.channels(), bytes);
    };
  }

  private BufferedImage drawn() {
    ImageShape shape = asked.shape();
    int type = shape.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage image = new BufferedImage(shape.width(), shape.height(), type);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < SHAPES; i++) {
      graphics.setPaint(new GradientPaint(side(), side(), colour(), side(), side(), colour()));
      graphics.fillOval(side(), side(), side(), side());
    }
    graphics.dispose();
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        for (int c = 0; c < shape.channels(); c++) {
          int noisy = image.getRaster().getSample(x, y, c) + random.nextInt(NOISE);
          image.getRaster().setSample(x, y, c, Math.min(255, noisy));
        }
      }
    }
    return image;
  }

  private byte[] encoded(BufferedImage image) {
    if (asked.format() == IngestCase.Format.raw) {
      return planes(image);
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, asked.format().name(), file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a " + asked.format(), e);
    }
    return file.toByteArray();
  }

  private byte[] planes(BufferedImage image) {
    ImageShape shape = asked.shape();
    ByteBuffer planes = ByteBuffer.allocate(shape.size());
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          planes.put((byte) image.getRaster().getSample(x, y, c));
        }
      }
    }
    return planes.array();
  }

  private int side() {
    return random.nextInt(asked.shape().width());
  }

  private Color colour() {
    return new Color(random.nextInt(1 << 24));
  }
}
