package io.headwater.cli.dashboard;

import static java.util.Objects.requireNonNull;

/**
 * A value of a series at a time.
 *
 * @param series see {@link SeriesNames}
 * @param time milliseconds since the epoch, UTC
 * @param value finite
 */
record Point(String series, long time, double value) {
  Point {
    requireNonNull(series, "series");
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(series + " is " + value + "; it must be finite");
    }
  }
}
