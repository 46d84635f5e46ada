package io.headwater.bench;

/** Which of two measurements is the better one. */
public enum Better {
  /** For rates. */
  HIGHER {
    @Override
    double ratio(double ours, double peer) {
      return ours / peer;
    }
  },
  /** For times and sizes. */
  LOWER {
    @Override
    double ratio(double ours, double peer) {
      return peer / ours;
    }
  };

  /** Over 1 if ours is better. */
  abstract double ratio(double ours, double peer);
}
