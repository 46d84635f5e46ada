package io.headwater.cli.rejected;

import static java.util.Objects.requireNonNull;

import io.headwater.schema.LabelledImage;
import io.headwater.schema.RejectedEvent;
import io.headwater.schema.wire.Decoded;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rejected event in its topic.
 *
 * @param written when the topic got it
 */
record StoredRejection(RejectedPosition position, Instant written, RejectedEvent event) {
  StoredRejection {
    requireNonNull(position, "position");
    requireNonNull(written, "written");
    requireNonNull(event, "event");
  }

  /** Where the event came from: "TOPIC/PARTITION/OFFSET". */
  String source() {
    return event.getTopic() + "/" + event.getPartition() + "/" + event.getOffset();
  }

  /** The event's own bytes; empty if it had none, or they were too many to be kept. */
  Optional<byte[]> value() {
    return bytes(event.getValue());
  }

  /** Likewise its key. */
  Optional<byte[]> key() {
    return bytes(event.getKey());
  }

  /** The event, where its bytes are one. */
  Optional<LabelledImage> image() {
    return value()
        .flatMap(
            bytes ->
                Wire.LABELLED_IMAGE.decode(bytes) instanceof Decoded.Value<LabelledImage> decoded
                    ? Optional.of(decoded.value())
                    : Optional.empty());
  }

  private static Optional<byte[]> bytes(@Nullable ByteBuffer buffer) {
    return Optional.ofNullable(buffer)
        .map(
            each -> {
              byte[] bytes = new byte[each.remaining()];
              each.duplicate().get(bytes);
              return bytes;
            });
  }
}
