package io.headwater.bench.consume;

import java.util.List;

/**
 * How long predictions took.
 *
 * @param millis at least one
 */
public record Latencies(List<Double> millis) {
  public Latencies {
    millis = millis.stream().sorted().toList();
    if (millis.isEmpty()) {
      throw new IllegalArgumentException("there are no latencies");
    }
  }

  public static Latencies join(List<Latencies> parts) {
    return new Latencies(parts.stream().flatMap(part -> part.millis().stream()).toList());
  }

  public double median() {
    return quantile(0.5);
  }

  double max() {
    return quantile(1);
  }

  /** The smallest that at least that share is not over. */
  public double quantile(double share) {
    int rank = (int) Math.ceil(share * millis.size());
    return millis.get(Math.max(0, rank - 1));
  }

  long countOver(double limit) {
    return millis.stream().filter(latency -> latency > limit).count();
  }
}
