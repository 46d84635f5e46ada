package io.headwater.learning.metric;

/**
 * Positive and negative cases by score: a view of a tally of {@value #LENGTH} counts, first those
 * of the negatives, then those of the positives. Bin i holds scores from i / {@value #BINS} on.
 */
final class ScoreHistogram {
  static final int BINS = 200;
  private static final int LENGTH = 2 * BINS;

  private final double[] tally;

  ScoreHistogram(double[] tally) {
    this.tally = tally;
  }

  ScoreHistogram() {
    this(new double[LENGTH]);
  }

  double[] tally() {
    return tally;
  }

  /** Counts a case; a score of NaN counts as 0. */
  void add(double score, boolean positive) {
    int bin = Math.min((int) (score * BINS), BINS - 1);
    tally[positive ? BINS + bin : bin]++;
  }

  double negatives(int bin) {
    return tally[bin];
  }

  double positives(int bin) {
    return tally[BINS + bin];
  }
}
