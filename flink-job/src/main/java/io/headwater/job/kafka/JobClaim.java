package io.headwater.job.kafka;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * A job's word that it trains a model.
 *
 * @param id of the job, random; the same for all its attempts
 * @param time when it was given, in UTC
 * @param who the process that submitted the job
 */
record JobClaim(String id, String time, String who) implements Serializable {
  private static final int PARTS = 3;
  private static final int LONGEST = 300;

  static JobClaim ofThisProcess() {
    String process = "process " + ProcessHandle.current().pid() + " on " + host();
    return new JobClaim(UUID.randomUUID().toString(), "", process).now();
  }

  /** What {@link #text} wrote; empty for anything else. */
  static Optional<JobClaim> parse(String text) {
    String[] parts = text.split(" ", PARTS);
    boolean valid =
        parts.length == PARTS
            && text.length() <= LONGEST
            && text.codePoints().noneMatch(Character::isISOControl);
    return valid ? Optional.of(new JobClaim(parts[0], parts[1], parts[2])) : Optional.empty();
  }

  /** The same, given now. */
  JobClaim now() {
    return new JobClaim(id, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), who);
  }

  boolean isSameJob(JobClaim other) {
    return id.equals(other.id);
  }

  String text() {
    return id + " " + time + " " + who;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "an unknown host";
    }
  }
}
