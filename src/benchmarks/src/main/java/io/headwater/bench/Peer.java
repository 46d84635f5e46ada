package io.headwater.bench;

/**
 * What the alternative made of the same work.
 *
 * @param what the alternative, with its version
 */
public record Peer(double median, double min, double max, String unit, String what) {
  public static Peer of(Measurement measured, String what) {
    return new Peer(measured.median(), measured.min(), measured.max(), measured.unit(), what);
  }
}
