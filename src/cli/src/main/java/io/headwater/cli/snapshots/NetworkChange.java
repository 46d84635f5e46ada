package io.headwater.cli.snapshots;

import io.headwater.snapshots.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far one network's parameters went, statistics of batches among them.
 *
 * @param parameters how many there are
 * @param relative norm of the differences by the norm of what was before
 * @param largest difference of a single number
 */
public record NetworkChange(String network, long parameters, double relative, double largest) {
  /** Of each network that has tensors of the same names and shapes in both. */
  static List<NetworkChange> between(List<Weights.Tensor> before, List<Weights.Tensor> after) {
    Map<String, Weights.Tensor> later = new LinkedHashMap<>();
    after.forEach(tensor -> later.put(tensor.name(), tensor));
    Map<String, Sums> sums = new LinkedHashMap<>();
    for (Weights.Tensor tensor : before) {
      Weights.Tensor other = later.get(tensor.name());
      if (other != null && other.shape().equals(tensor.shape())) {
        sums.computeIfAbsent(tensor.network(), name -> new Sums())
            .add(tensor.floats(), other.floats());
      }
    }
    List<NetworkChange> changes = new ArrayList<>();
    sums.forEach((network, sum) -> changes.add(sum.change(network)));
    return changes;
  }

  private static final class Sums {
    private long count;
    private double squares;
    private double squaresOfDifferences;
    private double largest;

    void add(FloatBuffer before, FloatBuffer after) {
      while (before.hasRemaining()) {
        double value = before.get();
        double difference = after.get() - value;
        squares += value * value;
        squaresOfDifferences += difference * difference;
        largest = Math.max(largest, Math.abs(difference));
        count++;
      }
    }

    NetworkChange change(String network) {
      double relative = squaresOfDifferences == 0 ? 0 : Math.sqrt(squaresOfDifferences / squares);
      return new NetworkChange(network, count, relative, largest);
    }
  }
}
