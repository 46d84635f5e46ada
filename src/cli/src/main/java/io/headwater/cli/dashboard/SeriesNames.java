package io.headwater.cli.dashboard;

/**
 * What the series are called. The page draws all series of a chart, the part before the slash,
 * together.
 */
final class SeriesNames {
  /** Examples per second that were learned from, between two snapshots. */
  static final String LEARNED = "rate/learned";

  /** Events per second that came to the topics. */
  static final String ARRIVED = "rate/arrived";

  /** Seconds since the newest snapshot was taken. */
  static final String AGE = "age/newest snapshot";

  /** Seconds that the last complete checkpoint took. */
  static final String CHECKPOINT = "checkpoint/duration";

  private SeriesNames() {}

  /** The unweighted loss of a task. */
  static String loss(String task) {
    return "loss/" + task;
  }

  /** The value that stands for a task, test-then-train. */
  static String score(String task) {
    return "score/" + task;
  }

  /** The same of examples that were never learned from. */
  static String heldOut(String task) {
    return "score/" + task + " held out";
  }

  /** The weight of a task's loss in the joint loss. */
  static String weight(String task) {
    return "weight/" + task;
  }

  /** The norm of a task's gradient on what tasks share. */
  static String gradient(String task) {
    return "gradient/" + task;
  }

  /** The cosine between two tasks' gradients. */
  static String cosine(String task, String other) {
    return "cosine/" + task + " · " + other;
  }

  /** Events of a topic that no snapshot covers yet. */
  static String lag(String topic) {
    return "lag/" + topic;
  }
}
