package io.headwater.cli.dashboard;

import io.headwater.job.decode.RejectionReason;
import io.headwater.schema.RejectedEvent;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be learned from.
 *
 * @param position topic, partition and offset that it came from
 * @param time when it was rejected, milliseconds since the epoch, UTC
 * @param remedy what its producer can do; null for a reason that is not known here
 * @param picture its image; null if it has none that can be read
 */
record RejectedView(
    String position,
    long time,
    String reason,
    String message,
    @Nullable String remedy,
    @Nullable Picture picture) {
  /** A reason that is none. */
  static final String OTHER = "(other)";

  private static final Pattern REASON = Pattern.compile("[A-Z_]{1,40}");

  static RejectedView of(RejectedEvent event, Optional<Picture> picture) {
    return new RejectedView(
        Words.name(event.getTopic()) + "/" + event.getPartition() + "/" + event.getOffset(),
        event.getTime().toEpochMilli(),
        REASON.matcher(event.getReason()).matches() ? event.getReason() : OTHER,
        Words.cut(event.getMessage()),
        remedy(event.getReason()),
        picture.orElse(null));
  }

  private static @Nullable String remedy(String reason) {
    return Stream.of(RejectionReason.values())
        .filter(each -> each.name().equals(reason))
        .map(RejectionReason::remedy)
        .findFirst()
        .orElse(null);
  }
}
