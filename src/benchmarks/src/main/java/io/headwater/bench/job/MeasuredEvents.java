package io.headwater.bench.job;

/**
 * The events of a run, of which the first fifth warms up.
 *
 * @param count at least 1
 */
public record MeasuredEvents(long count) {
  private static final int WARM_UP_DIVISOR = 5;
  // The last mini-batches may be smaller, as some tasks have no events left.
  private static final double END_SHARE = 0.98;

  /**
   * @param asked how many, or 0 for as many as are usual
   */
  public static MeasuredEvents of(long asked, Workload workload) {
    return new MeasuredEvents(asked > 0 ? asked : workload.usualEvents());
  }

  /** How many are learned from before the measured ones. */
  public long from() {
    return count / WARM_UP_DIVISOR;
  }

  /** How many are, measured ones included. */
  public long to() {
    return (long) (count * END_SHARE);
  }
}
