package io.headwater.bench.job;

import io.headwater.learning.task.ImageShape;
import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.ImageFormat;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.SameLabel;
import io.headwater.schema.wire.Wire;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Makes events of a workload: drawn shapes, PNG if grey and JPEG if coloured. */
public final class EventMaker {
  private static final int SHAPES = 24;

  private final Workload workload;
  private final SplittableRandom random;
  private long made;

  public EventMaker(Workload workload, long seed) {
    this.workload = workload;
    this.random = new SplittableRandom(seed);
  }

  /** So many events as Kafka would have them; the tasks take turns. */
  public List<byte[]> events(int count) {
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event(workload.tasks().get(i % workload.tasks().size())));
    }
    return events;
  }

  private byte[] event(String task) {
    LabelledImage.Builder event =
        LabelledImage.newBuilder()
            .setId("event-" + made++)
            .setEventTime(Instant.EPOCH)
            .setImage(image());
    Object label =
        switch (task) {
          case "edges" -> new MaskLabel(image());
          case "location" -> new BoxLabel(true, 0.5f, 0.5f, 0.25f, 0.5f);
          case "similarity" -> new SameLabel(random.nextBoolean());
          default -> new ClassLabel(random.nextInt(10));
        };
    if (task.equals("similarity")) {
      event.setSecondImage(image());
    }
    return Wire.LABELLED_IMAGE.encode(event.setLabels(Map.of(task, label)).build());
  }

  private EncodedImage image() {
    ImageShape shape = workload.input();
    boolean grey = shape.channels() == 1;
    BufferedImage image =
        new BufferedImage(
            shape.width(),
            shape.height(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < SHAPES; i++) {
      graphics.setPaint(new GradientPaint(at(shape), at(shape), colour(), at(shape), 0, colour()));
      graphics.fillOval(at(shape), at(shape), at(shape), at(shape));
    }
    graphics.dispose();
    return grey
        ? new EncodedImage(ImageFormat.PNG, ByteBuffer.wrap(encoded(image, "png")))
        : new EncodedImage(ImageFormat.JPEG, ByteBuffer.wrap(encoded(image, "jpg")));
  }

  private int at(ImageShape shape) {
    return random.nextInt(shape.width());
  }

  private Color colour() {
    return new Color(random.nextInt(1 << 24));
  }

  private static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalStateException("this JDK has no writer for " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
