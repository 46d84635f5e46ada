package io.headwater.cli.rejected;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which rejected events are meant.
 *
 * @param reasons any of these; any at all, if it is empty
 * @param topics where it came from, likewise
 * @param task for which it has a label
 * @param since rejected then or later
 * @param until rejected earlier
 */
record RejectedFilter(
    List<String> reasons,
    List<String> topics,
    Optional<String> task,
    Optional<Instant> since,
    Optional<Instant> until) {
  RejectedFilter {
    reasons = List.copyOf(reasons);
    topics = List.copyOf(topics);
  }

  boolean matches(StoredRejection rejection) {
    Instant time = rejection.event().getTime();
    return (reasons.isEmpty() || reasons.contains(rejection.event().getReason()))
        && (topics.isEmpty() || topics.contains(rejection.event().getTopic()))
        && since.filter(time::isBefore).isEmpty()
        && until.filter(end -> !time.isBefore(end)).isEmpty()
        && (task.isEmpty() || isFor(rejection, task.get()));
  }

  private static boolean isFor(StoredRejection rejection, String task) {
    return rejection.image().filter(image -> image.getLabels().containsKey(task)).isPresent();
  }
}
