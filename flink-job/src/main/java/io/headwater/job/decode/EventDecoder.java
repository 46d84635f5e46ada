package io.headwater.job.decode;

import static java.util.Objects.requireNonNull;

import io.headwater.job.config.LimitsConfig;
import io.headwater.job.ingest.RawEvent;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.SourcePosition;
import io.headwater.learning.task.Task;
import io.headwater.schema.LabelledImage;
import io.headwater.schema.wire.Decoded;
import io.headwater.schema.wire.Decoded.Malformed;
import io.headwater.schema.wire.Wire;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes events, whatever their bytes: each is accepted or rejected, and none makes it throw. Not
 * safe for use by several threads: it keeps image readers and buffers.
 */
public final class EventDecoder {
  /** Examples keep their id while they wait for a mini-batch. */
  private static final int MAX_ID_LENGTH = 4_096;

  private static final byte[] NO_PIXELS = new byte[0];

  private final LimitsConfig limits;
  private final Clock clock;
  private final ImageDecoder images;
  private final LabelDecoder labels;

  /**
   * @param tasks the tasks that labels may be for
   * @param input the shape that images are brought to
   * @param clock tells when events are rejected
   */
  public EventDecoder(List<Task> tasks, ImageShape input, LimitsConfig limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    this.images = new ImageDecoder(input, limits);
    this.labels = new LabelDecoder(tasks, images);
  }

  public DecodeResult decode(RawEvent event) {
    try {
      return accepted(event, message(event.value()));
    } catch (UnacceptableException e) {
      return new DecodeResult.Rejected(
          new Rejection(
              event.topic(),
              event.partition(),
              event.offset(),
              e.reason().name(),
              requireNonNull(e.getMessage()),
              clock.millis(),
              event.key(),
              event.value()));
    }
  }

  private LabelledImage message(byte[] bytes) throws UnacceptableException {
    if (bytes.length == 0) {
      throw new UnacceptableException(
          RejectionReason.EMPTY_EVENT, "the record has no value; it must hold a LabelledImage");
    }
    if (bytes.length > limits.maxEventBytes()) {
      throw new UnacceptableException(
          RejectionReason.EVENT_TOO_LARGE,
          "the event has "
              + bytes.length
              + " bytes; limits.maxEventBytes allows "
              + limits.maxEventBytes());
    }
    Decoded<LabelledImage> decoded = Wire.LABELLED_IMAGE.decode(bytes);
    if (decoded instanceof Malformed<LabelledImage> malformed) {
      throw new UnacceptableException(reason(malformed.fault()), malformed.message());
    }
    return decoded.orElseThrow();
  }

  private static RejectionReason reason(Decoded.Fault fault) {
    return switch (fault) {
      case NOT_SINGLE_OBJECT -> RejectionReason.NOT_AVRO;
      case UNKNOWN_SCHEMA -> RejectionReason.UNKNOWN_SCHEMA;
      case BAD_BODY -> RejectionReason.CORRUPT_AVRO;
      case TRAILING_BYTES -> RejectionReason.TRAILING_BYTES;
    };
  }

  private DecodeResult accepted(RawEvent event, LabelledImage message)
      throws UnacceptableException {
    checkId(message.getId());
    checkWeight(message.getWeight());
    List<String> unknownTasks = labels.check(message.getLabels());
    return new DecodeResult.Accepted(example(event, message), unknownTasks);
  }

  private Example example(RawEvent event, LabelledImage message) throws UnacceptableException {
    images.beginEvent();
    DecodedImage image = images.decode("image", message.getImage());
    List<Label> decodedLabels = labels.decode(message.getLabels(), image);
    return new Example(
        message.getId(),
        new SourcePosition(event.topic(), event.partition(), event.offset()),
        message.getEventTime().toEpochMilli(),
        image.pixels(),
        secondPixels(message.getSecondImage(), decodedLabels),
        decodedLabels,
        message.getWeight());
  }

  /** The second image is of use to similarities only; without one it is not even decoded. */
  private byte[] secondPixels(@Nullable Object image, List<Label> decodedLabels)
      throws UnacceptableException {
    if (!labels.needPair(decodedLabels)) {
      return NO_PIXELS;
    }
    if (image == null) {
      throw new UnacceptableException(
          RejectionReason.MISSING_SECOND_IMAGE,
          "there is a label for a similarity, but secondImage is null; it must be the pair's other"
              + " image");
    }
    return images.decode("secondImage", image).pixels();
  }

  private static void checkId(String id) throws UnacceptableException {
    if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
      throw new UnacceptableException(
          RejectionReason.INVALID_ID,
          "id is "
              + Quote.name(id)
              + "; it must have from 1 to "
              + MAX_ID_LENGTH
              + " characters, and not be blank");
    }
  }

  private static void checkWeight(float weight) throws UnacceptableException {
    if (!(weight > 0) || Float.isInfinite(weight)) {
      throw new UnacceptableException(
          RejectionReason.INVALID_WEIGHT,
          "weight is " + weight + "; it must be a finite number over 0");
    }
  }
}
