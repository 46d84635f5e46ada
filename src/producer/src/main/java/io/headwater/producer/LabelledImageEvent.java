package io.headwater.producer;

import io.headwater.schema.BoxLabel;
import io.headwater.schema.ClassLabel;
import io.headwater.schema.EncodedImage;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.MaskLabel;
import io.headwater.schema.RawImage;
import io.headwater.schema.SameLabel;
import io.headwater.schema.ScalarLabel;
import io.headwater.schema.wire.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An image with its labels, as a job reads them from Kafka. Immutable: each method returns a new
 * event that says one thing more. Labels are named by the tasks of the job's configuration.
 */
public final class LabelledImageEvent {
  /** As many as a job takes of a whole event, if nothing else is set (limits.maxEventBytes). */
  private static final int USUAL_MAX_BYTES = 8 << 20;

  private final String id;
  private final Instant time;
  private final Object image;
  private final @Nullable Object second;
  private final Map<String, Object> labels;
  private final float weight;

  private LabelledImageEvent(
      String id,
      Instant time,
      Object image,
      @Nullable Object second,
      Map<String, Object> labels,
      float weight) {
    this.id = id;
    this.time = time;
    this.image = image;
    this.second = second;
    this.labels = labels;
    this.weight = weight;
  }

  /**
   * Of a PNG or JPEG file of at most 8 MiB; its path is the id, until another is given.
   *
   * @throws IOException if it can't be read
   * @throws UnusableImageException if it is no such file
   */
  public static LabelledImageEvent of(Path file) throws IOException {
    return of(file, USUAL_MAX_BYTES);
  }

  /**
   * The same, of a file of at most so many bytes: the job's limits.maxEventBytes bounds what it
   * takes.
   */
  public static LabelledImageEvent of(Path file, int maxBytes) throws IOException {
    return of(file.toString(), ImageFile.read(file, maxBytes));
  }

  /** Of the bytes of such a file. */
  public static LabelledImageEvent of(String id, byte[] file) {
    return of(id, ImageFile.of("image of event '" + id + "'", file));
  }

  /**
   * Of pixels.
   *
   * @param channels 1 (grey) or 3 (red, green, blue)
   * @param pixels unsigned bytes [C, H, W]
   */
  public static LabelledImageEvent ofPixels(
      String id, int width, int height, int channels, byte[] pixels) {
    return of(id, new RawImage(width, height, channels, ByteBuffer.wrap(pixels)));
  }

  private static LabelledImageEvent of(String id, Object image) {
    return new LabelledImageEvent(id, Instant.now(), image, null, Map.of(), 1);
  }

  /** Unique among events: it seeds the augmentation, and is the record's key. */
  public LabelledImageEvent id(String id) {
    return new LabelledImageEvent(id, time, image, second, labels, weight);
  }

  /** When the image was labelled; now, until another time is given. */
  public LabelledImageEvent time(Instant labelled) {
    return new LabelledImageEvent(id, labelled, image, second, labels, weight);
  }

  /** How much the event counts: finite, over 0, 1 until another weight is given. */
  public LabelledImageEvent weight(float counts) {
    return new LabelledImageEvent(id, time, image, second, labels, counts);
  }

  /** The class of the image, by its index in the job's configuration. */
  public LabelledImageEvent classLabel(String task, int index) {
    return with(task, new ClassLabel(index));
  }

  /**
   * The class of the image, by its name.
   *
   * @throws IllegalArgumentException if the task has no such class
   */
  public LabelledImageEvent classLabel(TaskClasses task, String name) {
    return classLabel(task.task(), task.index(name));
  }

  /** Where the object is. */
  public LabelledImageEvent box(String task, BoundingBox box) {
    return with(task, new BoxLabel(true, box.centerX(), box.centerY(), box.width(), box.height()));
  }

  /** That the object is not in the image. */
  public LabelledImageEvent noObject(String task) {
    return with(task, new BoxLabel(false, 0f, 0f, 0f, 0f));
  }

  /**
   * Where the image has edges: a PNG or JPEG file of the image's own size, in which 128 and more is
   * an edge.
   */
  public LabelledImageEvent edges(String task, Path mask) throws IOException {
    return edges(task, mask, USUAL_MAX_BYTES);
  }

  /** The same, of a file of at most so many bytes. */
  public LabelledImageEvent edges(String task, Path mask, int maxBytes) throws IOException {
    return with(task, new MaskLabel(ImageFile.read(mask, maxBytes)));
  }

  /** The same, as the bytes of such a file. */
  public LabelledImageEvent edges(String task, byte[] mask) {
    return with(task, new MaskLabel(ImageFile.of("mask of event '" + id + "'", mask)));
  }

  /** Whether the image of the other file is of the same kind. */
  public LabelledImageEvent same(String task, Path other, boolean same) throws IOException {
    return same(task, other, USUAL_MAX_BYTES, same);
  }

  /** The same, of a file of at most so many bytes. */
  public LabelledImageEvent same(String task, Path other, int maxBytes, boolean same)
      throws IOException {
    return pair(task, ImageFile.read(other, maxBytes), same);
  }

  /** The same, as the bytes of such a file. */
  public LabelledImageEvent same(String task, byte[] other, boolean same) {
    return pair(task, ImageFile.of("second image of event '" + id + "'", other), same);
  }

  /** A number that the image has. */
  public LabelledImageEvent number(String task, float value) {
    return with(task, new ScalarLabel(value));
  }

  public String id() {
    return id;
  }

  /** The tasks that it is labelled for. */
  public Set<String> tasks() {
    return Set.copyOf(labels.keySet());
  }

  /** As the contract has it. */
  public LabelledImage toRecord() {
    return new LabelledImage(id, time, image, second, labels, weight);
  }

  /** The value of a Kafka record: Avro's single-object encoding. */
  public byte[] encode() {
    return Wire.LABELLED_IMAGE.encode(toRecord());
  }

  private LabelledImageEvent pair(String task, EncodedImage other, boolean same) {
    return new LabelledImageEvent(id, time, image, other, labels, weight)
        .with(task, new SameLabel(same));
  }

  private LabelledImageEvent with(String task, Object label) {
    Map<String, Object> more = new TreeMap<>(labels);
    more.put(task, label);
    return new LabelledImageEvent(id, time, image, second, more, weight);
  }
}
