package io.headwater.cli.rejected;

import io.headwater.schema.LabelledImage;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A rejected event, for people and programs. Control characters of its texts are replaced.
 *
 * @param position in the topic of rejected events
 * @param source topic, partition and offset that it came from
 * @param rejected when, in UTC
 * @param bytes of the event; 0 if they were not kept
 * @param tasks that it has labels for; none if it can't be decoded
 * @param replayed whether it was sent back
 */
record RejectionReport(
    String position,
    String source,
    String rejected,
    String reason,
    String message,
    int bytes,
    List<String> tasks,
    boolean replayed) {
  private static final int LONGEST = 400;

  RejectionReport {
    tasks = List.copyOf(tasks);
  }

  static RejectionReport of(StoredRejection stored, boolean replayed) {
    return new RejectionReport(
        stored.position().toString(),
        visible(stored.source()),
        stored.event().getTime().truncatedTo(ChronoUnit.MILLIS).toString(),
        visible(stored.event().getReason()),
        visible(stored.event().getMessage()),
        stored.value().map(value -> value.length).orElse(0),
        stored.image().map(LabelledImage::getLabels).stream()
            .flatMap(labels -> labels.keySet().stream())
            .map(RejectionReport::visible)
            .sorted()
            .toList(),
        replayed);
  }

  static String visible(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
