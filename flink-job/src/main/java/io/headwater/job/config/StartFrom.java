package io.headwater.job.config;

/** Where a job without a checkpoint starts in each partition. */
public enum StartFrom {
  /** The oldest event that is still there. */
  EARLIEST,
  /** The first event that comes after the start. */
  LATEST
}
